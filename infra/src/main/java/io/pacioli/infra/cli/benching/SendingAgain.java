package io.pacioli.infra.cli.benching;

import io.pacioli.infra.cli.service.Answer;

/** Sends acknowledged requests once more with their keys, which has to be answered as the first time and to do nothing. */
final class SendingAgain {

    private final BenchedService service;
    private final Run run;
    private final RequestText text;
    private final Differences differences;

    SendingAgain(BenchedService service, Run run, RequestText text, Differences differences) {
        this.service = service;
        this.run = run;
        this.text = text;
        this.differences = differences;
    }

    void send(OwnBook.Sampled sampled) {
        long number = sampled.number();
        Answer again = service.post(run.path() + text.collection(number), run.keyPrefix() + number, text.body(number));
        if (!again.isOk() || !again.replayed()) {
            differences.add("request %d was acknowledged, and sending it again was answered with %d%s"
                    .formatted(number, again.status(), again.replayed() ? "" : " as if it were new"));
        }
        if (again.replayed() && !again.hasBodyOf(sampled.firstAnswer())) {
            differences.add("request %d was acknowledged as %s, and when it was sent again as %s"
                    .formatted(number, id(sampled.firstAnswer()), id(again)));
        }
    }

    private static String id(Answer answer) {
        return answer.json().path("id").asString("an answer of %,d bytes".formatted(answer.body().length));
    }
}
