package io.pacioli.infra;
