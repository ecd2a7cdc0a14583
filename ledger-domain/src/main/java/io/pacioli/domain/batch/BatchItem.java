package io.pacioli.domain.batch;

import io.pacioli.domain.account.OpenAccount;
import io.pacioli.domain.message.Command;
import io.pacioli.domain.transaction.ChangeTransactionMetadata;
import io.pacioli.domain.transaction.ExpireHold;
import io.pacioli.domain.transaction.HoldCommand;
import io.pacioli.domain.transaction.HoldTransaction;
import io.pacioli.domain.transaction.PostClosingEntries;
import io.pacioli.domain.transaction.PostHold;
import io.pacioli.domain.transaction.PostTransaction;
import io.pacioli.domain.transaction.ReverseTransaction;
import io.pacioli.domain.transaction.TransactionCommand;
import io.pacioli.domain.transaction.VoidHold;
import java.util.List;

/** A command that stands in a batch, and what it waits for. The members are the families of commands of which there may be one. */
public sealed interface BatchItem {

    /** How many others an item may wait for. */
    int DEPENDENCIES_MAX = 100;

    Command command();

    /** The places of earlier items of the batch, each once; only where all of them are accepted is this one decided. */
    List<Integer> dependsOn();

    ItemKind kind();

    /** What it is about: the id of a transaction, or the path of an account. */
    String subject();

    record OfTransaction(TransactionCommand command, List<Integer> dependsOn) implements BatchItem {
        @Override
        public ItemKind kind() {
            return switch (command) {
                case PostTransaction _ -> ItemKind.TRANSACTION;
                case HoldTransaction _ -> ItemKind.HOLD;
                case ReverseTransaction _ -> ItemKind.REVERSE;
                case PostClosingEntries _ -> throw new IllegalStateException("periods are closed one by one");
            };
        }

        @Override
        public String subject() {
            return command.transaction().toString();
        }
    }

    record OfHold(HoldCommand command, List<Integer> dependsOn) implements BatchItem {
        @Override
        public ItemKind kind() {
            return switch (command) {
                case PostHold _ -> ItemKind.POST;
                case VoidHold _ -> ItemKind.VOID;
                case ExpireHold _ -> throw new IllegalStateException("the ledger itself lets holds expire");
            };
        }

        @Override
        public String subject() {
            return command.transaction().toString();
        }
    }

    record OfMetadata(ChangeTransactionMetadata command, List<Integer> dependsOn) implements BatchItem {
        @Override
        public ItemKind kind() {
            return ItemKind.METADATA;
        }

        @Override
        public String subject() {
            return command.transaction().toString();
        }
    }

    record OfAccount(OpenAccount command, List<Integer> dependsOn) implements BatchItem {
        @Override
        public ItemKind kind() {
            return ItemKind.ACCOUNT;
        }

        @Override
        public String subject() {
            return command.account().value();
        }
    }
}
