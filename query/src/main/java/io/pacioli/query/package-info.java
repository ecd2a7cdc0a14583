package io.pacioli.query;
