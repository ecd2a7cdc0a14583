package io.pacioli.infra.cli.importing;

import tools.jackson.databind.node.ObjectNode;

/** A record of a file, and where it stands; lines count from 1. */
record Line(String file, long number, ObjectNode json) {

    ImportFailed failed(String code, String detail) {
        return new ImportFailed(file + ":" + number, code, detail);
    }
}
