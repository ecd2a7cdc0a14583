package io.pacioli.infra;

import org.springframework.boot.autoconfigure.SpringBootApplication;

/** The service: what is in this ring, and of the inner ones what is switched on. */
@SpringBootApplication
public class PacioliApplication {}
