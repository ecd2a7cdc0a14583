package io.pacioli.infra.cli.benching;

/** Is shown the transfers of a request. */
@FunctionalInterface
interface TransferVisitor {

    /**
     * @param item its place among the request's transactions
     * @param debited account, as a number from 0
     * @param credited account
     * @param amount in minor units
     */
    void visit(int item, int debited, int credited, long amount);
}
