package io.pacioli.reliability;

/** Something that has to hold of all that is stored; it is shown every effect, in the order of the journal. */
interface EffectInvariant {

    void see(Effect effect);

    /** Everything has been shown. */
    void end();
}
