package io.pacioli.projections.position;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.support.StaticListableBeanFactory;

class AnnouncingPositionTest {

    private final List<String> told = new ArrayList<>();
    private final AppliedPosition applied = new AppliedPosition();
    private final AnnouncingPosition announcing = announcing();

    private AnnouncingPosition announcing() {
        StaticListableBeanFactory beans = new StaticListableBeanFactory();
        beans.addBean("observer", new ChangeObserver() {
            @Override
            public void changed(Changes changes, long position) {
                told.add("%s changed at %d, while %d is advertised"
                        .formatted(changes.accounts(), position, applied.get()));
            }

            @Override
            public void changedElsewhere(long position) {
                told.add("anything changed at %d, while %d is advertised".formatted(position, applied.get()));
            }

            @Override
            public void switched() {
                told.add("other tables, while %d is advertised".formatted(applied.get()));
            }
        });
        return new AnnouncingPosition(beans.getBeanProvider(ChangeObserver.class), applied);
    }

    @Test
    void observers_hear_of_a_change_before_its_position_is_advertised() {
        announcing.changed(changeOf(3), 0, 10);

        assertThat(told).containsExactly("[3] changed at 10, while 0 is advertised");
        assertThat(applied.get()).isEqualTo(10);
    }

    @Test
    void where_another_node_has_moved_the_tables_anything_may_have_changed() {
        announcing.found(10);

        assertThat(told).containsExactly("anything changed at 10, while 0 is advertised");
        assertThat(applied.get()).isEqualTo(10);
    }

    @Test
    void what_is_known_is_no_news() {
        announcing.changed(changeOf(3), 0, 10);
        told.clear();

        announcing.found(10);
        announcing.found(9);

        assertThat(told).isEmpty();
    }

    @Test
    void a_batch_that_goes_on_from_where_another_node_was_unheard_tells_of_that_first() {
        announcing.changed(changeOf(3), 0, 10);
        told.clear();

        announcing.changed(changeOf(4), 12, 20);

        assertThat(told)
                .containsExactly(
                        "anything changed at 12, while 10 is advertised", "[4] changed at 20, while 12 is advertised");
    }

    @Test
    void that_other_tables_were_switched_to_is_news_at_any_position() {
        announcing.found(10);
        told.clear();

        announcing.switched();

        assertThat(told).containsExactly("other tables, while 10 is advertised");
    }

    private static Changes changeOf(long accountId) {
        Changes changes = new Changes();
        changes.account(accountId);
        return changes;
    }
}
