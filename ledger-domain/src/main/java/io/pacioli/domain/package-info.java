package io.pacioli.domain;
