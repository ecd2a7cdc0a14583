package io.pacioli.domain.decision;

import java.util.function.Function;

/** A value that a rule agreed to, or the rejection that stands in its place. */
public sealed interface Result<T> {

    static <T> Result<T> of(T value) {
        return new Agreed<>(value);
    }

    static <T> Result<T> refused(Rejection rejection) {
        return new Refused<>(rejection);
    }

    <R> Result<R> map(Function<? super T, ? extends R> change);

    record Agreed<T>(T value) implements Result<T> {
        @Override
        public <R> Result<R> map(Function<? super T, ? extends R> change) {
            return new Agreed<>(change.apply(value));
        }
    }

    record Refused<T>(Rejection rejection) implements Result<T> {
        @Override
        public <R> Result<R> map(Function<? super T, ? extends R> change) {
            return new Refused<>(rejection);
        }
    }
}
