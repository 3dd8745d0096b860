DO $$ BEGIN IF NOT EXISTS (SELECT 1 FROM pg_roles WHERE rolname = 'xiaopu_app') THEN CREATE ROLE xiaopu_app NOLOGIN; END IF; END $$
;;
DO $$ BEGIN IF NOT EXISTS (SELECT 1 FROM pg_roles WHERE rolname = 'xiaopu_platform') THEN CREATE ROLE xiaopu_platform NOLOGIN; END IF; END $$
;;
CREATE TABLE idempotency (
	shop_id VARCHAR COLLATE "C" NOT NULL, 
	actor VARCHAR COLLATE "C" NOT NULL, 
	key VARCHAR COLLATE "C" NOT NULL, 
	fingerprint VARCHAR COLLATE "C" NOT NULL, 
	answer VARCHAR COLLATE "C" NOT NULL, 
	created_at TIMESTAMP WITH TIME ZONE NOT NULL, 
	CONSTRAINT pk_idempotency PRIMARY KEY (shop_id, actor, key), 
	CONSTRAINT ck_idempotency_shop_id_0 CHECK (length(shop_id) = 20), 
	CONSTRAINT ck_idempotency_actor_0 CHECK (length(actor) <= 60), 
	CONSTRAINT ck_idempotency_key_0 CHECK (length(key) <= 80), 
	CONSTRAINT ck_idempotency_fingerprint_0 CHECK (length(fingerprint) <= 64), 
	CONSTRAINT ck_idempotency_answer_0 CHECK (length(answer) <= 200000)
)
;;
CREATE INDEX ix_idempotency_age ON idempotency (shop_id, created_at)
;;
CREATE TABLE outbox (
	shop_id VARCHAR COLLATE "C" NOT NULL, 
	id VARCHAR COLLATE "C" NOT NULL, 
	consumer VARCHAR COLLATE "C" NOT NULL, 
	dedupe VARCHAR COLLATE "C" NOT NULL, 
	payload VARCHAR COLLATE "C" NOT NULL, 
	created_at TIMESTAMP WITH TIME ZONE NOT NULL, 
	run_at TIMESTAMP WITH TIME ZONE NOT NULL, 
	attempts BIGINT NOT NULL, 
	lease_until TIMESTAMP WITH TIME ZONE, 
	done_at TIMESTAMP WITH TIME ZONE, 
	dead_at TIMESTAMP WITH TIME ZONE, 
	last_error VARCHAR COLLATE "C", 
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
;;
CREATE INDEX ix_outbox_due ON outbox (shop_id, run_at) WHERE done_at IS NULL AND dead_at IS NULL
;;
GRANT SELECT, INSERT, UPDATE, DELETE ON idempotency TO xiaopu_app
;;
GRANT SELECT ON idempotency TO xiaopu_platform
;;
ALTER TABLE idempotency ENABLE ROW LEVEL SECURITY
;;
ALTER TABLE idempotency FORCE ROW LEVEL SECURITY
;;
CREATE POLICY shop_wall ON idempotency TO xiaopu_app USING (shop_id = current_setting('app.shop_id', true)) WITH CHECK (shop_id = current_setting('app.shop_id', true))
;;
CREATE POLICY platform_reads ON idempotency FOR SELECT TO xiaopu_platform USING (true)
;;
CREATE POLICY migrations ON idempotency TO CURRENT_USER USING (true) WITH CHECK (true)
;;
GRANT SELECT, INSERT, UPDATE, DELETE ON outbox TO xiaopu_app
;;
GRANT SELECT ON outbox TO xiaopu_platform
;;
ALTER TABLE outbox ENABLE ROW LEVEL SECURITY
;;
ALTER TABLE outbox FORCE ROW LEVEL SECURITY
;;
CREATE POLICY shop_wall ON outbox TO xiaopu_app USING (shop_id = current_setting('app.shop_id', true)) WITH CHECK (shop_id = current_setting('app.shop_id', true))
;;
CREATE POLICY platform_reads ON outbox FOR SELECT TO xiaopu_platform USING (true)
;;
CREATE POLICY migrations ON outbox TO CURRENT_USER USING (true) WITH CHECK (true)
