package io.pacioli.infra.journal;

import tools.jackson.databind.node.ObjectNode;

/** Brings the documents of an event from one revision to the next; the stored bytes stay as they are. */
interface Upcaster {

    String type();

    /** The revision that is read; what comes out is of the next one. */
    int from();

    void upcast(ObjectNode payload, ObjectNode erasable);
}
