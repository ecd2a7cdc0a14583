package io.pacioli.command.dispatch;

import io.pacioli.domain.message.Tenant;
import io.pacioli.domain.message.UniqueKey;
import java.util.HashMap;
import java.util.Map;
import org.axonframework.messaging.MetaData;
import org.jspecify.annotations.Nullable;

/**
 * Which request a command came with; travels beside it as message metadata and is stored with the event it leads to.
 *
 * @param idempotencyKey the client's key, unique in the tenant for ever
 * @param fingerprint a versioned hash of method, path and canonical body: {@code v1:} and 64 hexadecimal digits
 * @param actor who sent it
 * @param traceId the request's W3C trace id, if it has one
 */
public record RequestIdentity(
        Tenant tenant,
        String idempotencyKey,
        String fingerprint,
        String actor,
        @Nullable String traceId) {

    public static final String ANONYMOUS = "anonymous";

    private static final String TENANT = "tenant";
    private static final String IDEMPOTENCY_KEY = "idempotencyKey";
    private static final String FINGERPRINT = "fingerprint";
    private static final String ACTOR = "actor";
    private static final String TRACE_ID = "traceId";

    /** The identity in a message's metadata, or null where the command did not come with a request. */
    public static @Nullable RequestIdentity of(Map<String, ?> metaData) {
        if (metaData.get(IDEMPOTENCY_KEY) instanceof String key) {
            return new RequestIdentity(
                    new Tenant((String) metaData.get(TENANT)),
                    key,
                    (String) metaData.get(FINGERPRINT),
                    (String) metaData.get(ACTOR),
                    (String) metaData.get(TRACE_ID));
        }
        return null;
    }

    /**
     * The identity of a further command that the request leads to. Its key is none that a client can send: theirs have no blanks.
     *
     * @param part the same each time that the request is sent
     */
    public RequestIdentity ofPart(String part) {
        return new RequestIdentity(tenant, idempotencyKey + " " + part, fingerprint, actor, traceId);
    }

    /** The key under which the store finds the event that a request led to. */
    public UniqueKey key() {
        return new UniqueKey(scope(tenant), idempotencyKey);
    }

    /** The scope of a tenant's idempotency keys. */
    public static String scope(Tenant tenant) {
        return "idempotency/" + tenant;
    }

    public MetaData toMetaData() {
        Map<String, Object> metaData = HashMap.newHashMap(5);
        metaData.put(TENANT, tenant.name());
        metaData.put(IDEMPOTENCY_KEY, idempotencyKey);
        metaData.put(FINGERPRINT, fingerprint);
        metaData.put(ACTOR, actor);
        if (traceId != null) {
            metaData.put(TRACE_ID, traceId);
        }
        return MetaData.from(metaData);
    }
}
