package io.pacioli.blackbox;

import io.pacioli.projections.generation.Edition;
import io.pacioli.projections.generation.Projection;
import io.pacioli.projections.generation.ReadTables;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;

/** A build in which the table of balances has a column more, and the read model another version. */
final class ChangedBuild implements Consumer<ConfigurableApplicationContext> {

    static final String EDITION = "1.1.99.1.1.1";

    private record Changed(ReadTables tables) implements ReadTables {

        @Override
        public Projection projection() {
            return tables.projection();
        }

        @Override
        public String definition() {
            return tables.definition()
                    + ";\nalter table {balances}.balances add column changed text not null default 'yes'";
        }

        @Override
        public String indexes() {
            return tables.indexes();
        }

        @Override
        public Map<String, List<String>> comparedBy() {
            return tables.comparedBy();
        }
    }

    @Override
    public void accept(ConfigurableApplicationContext starting) {
        ((GenericApplicationContext) starting).registerBean("edition", Edition.class, () -> new Edition(EDITION));
        starting.getBeanFactory().addBeanPostProcessor(new BeanPostProcessor() {
            @Override
            public Object postProcessAfterInitialization(Object bean, String name) {
                return bean instanceof ReadTables tables && tables.projection() == Projection.BALANCES
                        ? new Changed(tables)
                        : bean;
            }
        });
    }
}
