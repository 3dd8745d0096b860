CREATE TABLE idempotency (
	shop_id TEXT NOT NULL, 
	actor TEXT NOT NULL, 
	"key" TEXT NOT NULL, 
	fingerprint TEXT NOT NULL, 
	answer TEXT NOT NULL, 
	created_at INTEGER NOT NULL, 
	CONSTRAINT pk_idempotency PRIMARY KEY (shop_id, actor, "key"), 
	CONSTRAINT ck_idempotency_shop_id_0 CHECK (length(shop_id) = 20), 
	CONSTRAINT ck_idempotency_actor_0 CHECK (length(actor) <= 60), 
	CONSTRAINT ck_idempotency_key_0 CHECK (length(key) <= 80), 
	CONSTRAINT ck_idempotency_fingerprint_0 CHECK (length(fingerprint) <= 64), 
	CONSTRAINT ck_idempotency_answer_0 CHECK (length(answer) <= 200000)
)
 STRICT
;;
CREATE INDEX ix_idempotency_age ON idempotency (shop_id, created_at)
;;
CREATE TABLE outbox (
	shop_id TEXT NOT NULL, 
	id TEXT NOT NULL, 
	consumer TEXT NOT NULL, 
	dedupe TEXT NOT NULL, 
	payload TEXT NOT NULL, 
	created_at INTEGER NOT NULL, 
	run_at INTEGER NOT NULL, 
	attempts INTEGER NOT NULL, 
	lease_until INTEGER, 
	done_at INTEGER, 
	dead_at INTEGER, 
	last_error TEXT, 
	CONSTRAINT pk_outbox PRIMARY KEY (shop_id, id), 
	CONSTRAINT uq_outbox_dedupe UNIQUE (shop_id, dedupe), 
	CONSTRAINT ck_outbox_shop_id_0 CHECK (length(shop_id) = 20), 
	CONSTRAINT ck_outbox_id_0 CHECK (length(id) = 20), 
	CONSTRAINT ck_outbox_consumer_0 CHECK (length(consumer) <= 120), 
	CONSTRAINT ck_outbox_dedupe_0 CHECK (length(dedupe) <= 160), 
	CONSTRAINT ck_outbox_payload_0 CHECK (length(payload) <= 200000), 
	CONSTRAINT ck_outbox_attempts_0 CHECK (attempts >= 0), 
	CONSTRAINT ck_outbox_last_error_0 CHECK (length(last_error) <= 500)
)
 STRICT
;;
CREATE INDEX ix_outbox_due ON outbox (shop_id, run_at) WHERE done_at IS NULL AND dead_at IS NULL
