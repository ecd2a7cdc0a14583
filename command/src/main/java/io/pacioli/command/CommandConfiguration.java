package io.pacioli.command;

import io.pacioli.command.dispatch.RightsSettings;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Configuration;

/** What the write side is given by configuration. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(RightsSettings.class)
class CommandConfiguration {}
