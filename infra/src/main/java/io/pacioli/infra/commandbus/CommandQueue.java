package io.pacioli.infra.commandbus;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** Commands that wait for the deciding thread, bounded in number and in weight. */
final class CommandQueue {

    private final int commandsMax;
    private final int weightMax;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition notEmpty = lock.newCondition();
    private final Deque<PendingCommand> waiting = new ArrayDeque<>();
    private int weight;
    private boolean closed;
    private boolean woken;

    /** While nobody gains by being given out, how many have to wait before some are. */
    private int enough = 1;

    private int weightEnough = Integer.MAX_VALUE;

    CommandQueue(int commandsMax, int weightMax) {
        this.commandsMax = commandsMax;
        this.weightMax = weightMax;
    }

    /** Takes a command in, unless the queue is full or closed; a command heavier than the bound is taken when it is alone. */
    boolean offer(PendingCommand command) {
        lock.lock();
        try {
            boolean full = waiting.size() >= commandsMax || (weight > 0 && weight + command.weight() > weightMax);
            if (closed || full) {
                return false;
            }
            waiting.addLast(command);
            weight += command.weight();
            if (isEnough()) {
                notEmpty.signal();
            }
            return true;
        } finally {
            lock.unlock();
        }
    }

    /**
     * Waits for commands and takes the oldest, as many as weigh no more than the bound and at least one; none once closed, or
     * when {@link #wake} was called.
     */
    List<PendingCommand> take(int batchWeightMax) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            weightEnough = batchWeightMax;
            while (!isEnough() && !closed && !woken) {
                notEmpty.await();
            }
            woken = false;
            List<PendingCommand> batch = new ArrayList<>();
            int taken = 0;
            while (!waiting.isEmpty()
                    && (batch.isEmpty() || taken + waiting.peekFirst().weight() <= batchWeightMax)) {
                PendingCommand command = waiting.removeFirst();
                batch.add(command);
                taken += command.weight();
            }
            weight -= taken;
            return batch;
        } finally {
            lock.unlock();
        }
    }

    /** Until the {@link #release}, gives commands out only when so many wait: fewer would come too early to gain anything. */
    void hold(int enough) {
        lock.lock();
        try {
            this.enough = Math.max(1, enough);
            if (isEnough()) {
                notEmpty.signal();
            }
        } finally {
            lock.unlock();
        }
    }

    /** A whole batch is enough, and so is a queue that takes no more. */
    private boolean isEnough() {
        return waiting.size() >= Math.min(enough, commandsMax) || weight >= Math.min(weightEnough, weightMax);
    }

    /** Gives out whatever waits, be it one command. */
    void release() {
        lock.lock();
        try {
            enough = 1;
            if (!waiting.isEmpty()) {
                notEmpty.signal();
            }
        } finally {
            lock.unlock();
        }
    }

    /** Has whoever waits for commands, or the next who does, come back without waiting. */
    void wake() {
        lock.lock();
        try {
            woken = true;
            notEmpty.signal();
        } finally {
            lock.unlock();
        }
    }

    /** Takes no more commands in; those that wait are still given out. */
    void close() {
        lock.lock();
        try {
            closed = true;
            notEmpty.signalAll();
        } finally {
            lock.unlock();
        }
    }

    boolean isClosed() {
        lock.lock();
        try {
            return closed;
        } finally {
            lock.unlock();
        }
    }

    /** Closes the queue, and gives out all that wait. */
    List<PendingCommand> abandon() {
        lock.lock();
        try {
            close();
            List<PendingCommand> rest = new ArrayList<>(waiting);
            waiting.clear();
            weight = 0;
            return rest;
        } finally {
            lock.unlock();
        }
    }

    int size() {
        lock.lock();
        try {
            return waiting.size();
        } finally {
            lock.unlock();
        }
    }
}
