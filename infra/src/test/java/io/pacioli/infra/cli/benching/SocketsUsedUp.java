package io.pacioli.infra.cli.benching;

import java.io.IOException;
import java.net.ProtocolFamily;
import java.nio.channels.DatagramChannel;
import java.nio.channels.Pipe;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.channels.spi.AbstractSelector;
import java.nio.channels.spi.SelectorProvider;

/** The network of a process that may not open one file more. */
final class SocketsUsedUp extends SelectorProvider {

    private final SelectorProvider network = SelectorProvider.provider();

    @Override
    public AbstractSelector openSelector() throws IOException {
        return network.openSelector();
    }

    @Override
    public SocketChannel openSocketChannel() throws IOException {
        throw new IOException("Too many open files");
    }

    @Override
    public ServerSocketChannel openServerSocketChannel() throws IOException {
        return network.openServerSocketChannel();
    }

    @Override
    public DatagramChannel openDatagramChannel() throws IOException {
        return network.openDatagramChannel();
    }

    @Override
    public DatagramChannel openDatagramChannel(ProtocolFamily family) throws IOException {
        return network.openDatagramChannel(family);
    }

    @Override
    public Pipe openPipe() throws IOException {
        return network.openPipe();
    }
}
