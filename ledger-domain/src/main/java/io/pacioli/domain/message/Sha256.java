package io.pacioli.domain.message;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** Digests without the price of looking the algorithm up each time. */
final class Sha256 {

    private static final MessageDigest BLANK = lookUp();

    private Sha256() {}

    static MessageDigest digest() {
        try {
            return (MessageDigest) BLANK.clone();
        } catch (CloneNotSupportedException e) {
            return lookUp();
        }
    }

    private static MessageDigest lookUp() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
