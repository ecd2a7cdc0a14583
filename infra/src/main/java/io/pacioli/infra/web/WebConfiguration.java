package io.pacioli.infra.web;

import io.micrometer.core.instrument.MeterRegistry;
import io.pacioli.command.dispatch.DirectPost;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import java.util.ArrayList;
import java.util.List;
import org.apache.catalina.core.StandardHost;
import org.apache.coyote.ContinueResponseTiming;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.web.filter.CompositeFilter;

/** How requests come in, whichever side they are for. */
@Configuration(proxyBeanMethods = false)
class WebConfiguration {

    private static final int REFUSED_BODY_BYTES_MAX = 16 << 20;
    private static final int UPLOADED_BYTES_SHARE_OF_HEAP = 8;

    /**
     * What every request passes before anything of Spring's, one after the other: it gets its trace id, it may find no room, and
     * the plainest goes straight to its controller, if this node has a write side. An observation would count it a second time.
     */
    @Bean
    FilterRegistrationBean<CompositeFilter> intake(
            ObjectProvider<DirectPost> target, ProblemResolver problems, ObjectProvider<MeterRegistry> meters) {
        List<Filter> filters = new ArrayList<>();
        filters.add(new RequestIntake());
        filters.add(new UploadRoom(Runtime.getRuntime().maxMemory() / UPLOADED_BYTES_SHARE_OF_HEAP));
        target.ifAvailable(found -> filters.add(new DirectPosts(found, problems, meters.getObject())));
        CompositeFilter composite = new CompositeFilter();
        composite.setFilters(filters);
        FilterRegistrationBean<CompositeFilter> registration = new FilterRegistrationBean<>(composite);
        registration.setDispatcherTypes(DispatcherType.REQUEST);
        registration.setOrder(Ordered.HIGHEST_PRECEDENCE);
        return registration;
    }

    /**
     * Tomcat's own refusals become problems, and a body that is refused by its announced length is not asked for. Who has begun
     * to send one regardless is heard out up to a bound: a closed connection would not tell them why.
     */
    @Bean
    WebServerFactoryCustomizer<TomcatServletWebServerFactory> problemsFromTomcat() {
        return factory -> {
            factory.addContextCustomizers(context -> {
                if (context.getParent() instanceof StandardHost host) {
                    host.setErrorReportValveClass(ProblemReportValve.class.getName());
                }
            });
            factory.addConnectorCustomizers(connector -> {
                connector.setProperty("continueResponseTiming", ContinueResponseTiming.ON_REQUEST_BODY_READ.toString());
                connector.setProperty("maxSwallowSize", Integer.toString(REFUSED_BODY_BYTES_MAX));
            });
        };
    }
}
