package io.pacioli.infra.web;

import io.micrometer.core.instrument.MeterRegistry;
import io.pacioli.command.dispatch.DirectPost;
import jakarta.servlet.DispatcherType;
import org.apache.catalina.core.StandardHost;
import org.apache.coyote.ContinueResponseTiming;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;

/** How requests come in, whichever side they are for. */
@Configuration(proxyBeanMethods = false)
class WebConfiguration {

    private static final int REFUSED_BODY_BYTES_MAX = 16 << 20;
    private static final int UPLOADED_BYTES_SHARE_OF_HEAP = 8;

    @Bean
    FilterRegistrationBean<RequestIntake> requestIntake() {
        FilterRegistrationBean<RequestIntake> registration = new FilterRegistrationBean<>(new RequestIntake());
        registration.setDispatcherTypes(DispatcherType.REQUEST);
        registration.setOrder(Ordered.HIGHEST_PRECEDENCE);
        return registration;
    }

    /** Comes after the intake, so that a refusal has its trace id. */
    @Bean
    FilterRegistrationBean<UploadRoom> uploadRoom() {
        UploadRoom room = new UploadRoom(Runtime.getRuntime().maxMemory() / UPLOADED_BYTES_SHARE_OF_HEAP);
        FilterRegistrationBean<UploadRoom> registration = new FilterRegistrationBean<>(room);
        registration.setDispatcherTypes(DispatcherType.REQUEST);
        registration.setOrder(Ordered.HIGHEST_PRECEDENCE + 1);
        return registration;
    }

    /** Comes after what every request has to pass; a node without a write side has nothing to hand requests to. */
    @Bean
    FilterRegistrationBean<DirectPosts> directPosts(
            ObjectProvider<DirectPost> target, ProblemResolver problems, MeterRegistry meters) {
        FilterRegistrationBean<DirectPosts> registration = new FilterRegistrationBean<>();
        DirectPost found = target.getIfAvailable();
        if (found == null) {
            registration.setEnabled(false);
        } else {
            registration.setFilter(new DirectPosts(found, problems, meters));
        }
        registration.setDispatcherTypes(DispatcherType.REQUEST);
        registration.setOrder(Ordered.HIGHEST_PRECEDENCE + 2);
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
