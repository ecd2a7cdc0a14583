package io.pacioli.projections;
