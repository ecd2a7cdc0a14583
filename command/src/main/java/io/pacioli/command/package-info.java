package io.pacioli.command;
