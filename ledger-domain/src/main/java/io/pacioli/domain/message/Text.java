package io.pacioli.domain.message;

/** The rules for text that people write: well-formed Unicode without control characters, within a length. */
public final class Text {

    private Text() {}

    /** Whether the text has no unpaired surrogate and no control character (C0, C1, DEL; line breaks and tabs among them). */
    public static boolean isWellFormed(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (Character.isISOControl(c)) {
                return false;
            }
            if (Character.isSurrogate(c)) {
                boolean paired = Character.isHighSurrogate(c)
                        && i + 1 < text.length()
                        && Character.isLowSurrogate(text.charAt(i + 1));
                if (!paired) {
                    return false;
                }
                i++;
            }
        }
        return true;
    }

    /** Whether the text is of that many characters (Unicode code points). */
    public static boolean isWithin(String text, int lengthMin, int lengthMax) {
        if (text.length() < lengthMin || text.length() > 2 * lengthMax) {
            return false;
        }
        int length = text.codePointCount(0, text.length());
        return length >= lengthMin && length <= lengthMax;
    }

    public static void require(String text, int lengthMin, int lengthMax) {
        if (!isWellFormed(text) || !isWithin(text, lengthMin, lengthMax)) {
            throw new IllegalArgumentException(
                    "not %d to %d characters of text without control characters".formatted(lengthMin, lengthMax));
        }
    }
}
