package io.pacioli.infra.commandbus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.pacioli.command.dispatch.Answer;
import io.pacioli.domain.account.AccountPath;
import io.pacioli.domain.account.BalanceAfter;
import io.pacioli.domain.decision.ProblemCode;
import io.pacioli.domain.decision.RequestRefused;
import io.pacioli.domain.transaction.TransactionPosted;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/** What tests want to know of an answer. */
final class Answers {

    private Answers() {}

    static Answer.Recorded recorded(Answer answer) {
        assertThat(answer).isInstanceOf(Answer.Recorded.class);
        return (Answer.Recorded) answer;
    }

    static Answer.Recorded recorded(CompletableFuture<Answer> answer) {
        return recorded(answer.join());
    }

    static TransactionPosted posted(Answer answer) {
        return (TransactionPosted) recorded(answer).last().event();
    }

    static BalanceAfter balance(Answer answer, AccountPath account) {
        return posted(answer).balances().of(account).getFirst();
    }

    static ProblemCode code(Answer answer) {
        assertThat(answer).isInstanceOf(Answer.Rejected.class);
        return ((Answer.Rejected) answer).rejection().code();
    }

    static Answer.DryRun triedOut(CompletableFuture<Answer> answer) {
        assertThat(answer.join()).isInstanceOf(Answer.DryRun.class);
        return (Answer.DryRun) answer.join();
    }

    /** What the account would hold. */
    static BalanceAfter balanceTriedOut(CompletableFuture<Answer> answer, AccountPath account) {
        return triedOut(answer)
                .lastAs(TransactionPosted.class)
                .balances()
                .of(account)
                .getFirst();
    }

    /** Why there is no answer. */
    static RequestRefused refusal(CompletableFuture<Answer> answer) {
        Throwable thrown = catchThrowable(answer::join);
        assertThat(thrown).isInstanceOf(CompletionException.class);
        assertThat(thrown.getCause()).isInstanceOf(RequestRefused.class);
        return (RequestRefused) thrown.getCause();
    }
}
