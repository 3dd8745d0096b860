DO $$ BEGIN IF NOT EXISTS (SELECT 1 FROM pg_roles WHERE rolname = 'xiaopu_app') THEN CREATE ROLE xiaopu_app NOLOGIN; END IF; END $$
;;
DO $$ BEGIN IF NOT EXISTS (SELECT 1 FROM pg_roles WHERE rolname = 'xiaopu_platform') THEN CREATE ROLE xiaopu_platform NOLOGIN; END IF; END $$
;;
CREATE TABLE categories (
	shop_id VARCHAR COLLATE "C" NOT NULL, 
	id VARCHAR COLLATE "C" NOT NULL, 
	parent_id VARCHAR COLLATE "C", 
	root_id VARCHAR COLLATE "C" NOT NULL, 
	sibling_of VARCHAR COLLATE "C" NOT NULL, 
	level BIGINT NOT NULL, 
	name VARCHAR COLLATE "C" NOT NULL, 
	picture VARCHAR COLLATE "C", 
	thumb VARCHAR COLLATE "C", 
	position BIGINT NOT NULL, 
	CONSTRAINT pk_categories PRIMARY KEY (shop_id, id), 
	CONSTRAINT uq_categories_name UNIQUE (shop_id, sibling_of, name), 
	FOREIGN KEY(shop_id, parent_id) REFERENCES categories (shop_id, id), 
	CONSTRAINT ck_categories_shop_id_0 CHECK (length(shop_id) = 20), 
	CONSTRAINT ck_categories_id_0 CHECK (length(id) = 20), 
	CONSTRAINT ck_categories_parent_id_0 CHECK (length(parent_id) = 20), 
	CONSTRAINT ck_categories_root_id_0 CHECK (length(root_id) = 20), 
	CONSTRAINT ck_categories_sibling_of_0 CHECK (length(sibling_of) <= 20), 
	CONSTRAINT ck_categories_level_0 CHECK (level >= 1), 
	CONSTRAINT ck_categories_name_0 CHECK (length(name) <= 20), 
	CONSTRAINT ck_categories_picture_0 CHECK (length(picture) <= 120), 
	CONSTRAINT ck_categories_thumb_0 CHECK (length(thumb) <= 120), 
	CONSTRAINT ck_categories_position_0 CHECK (position >= 0)
)
;;
CREATE TABLE freight_templates (
	shop_id VARCHAR COLLATE "C" NOT NULL, 
	id VARCHAR COLLATE "C" NOT NULL, 
	name VARCHAR COLLATE "C" NOT NULL, 
	free_over_fen BIGINT, 
	first_count BIGINT NOT NULL, 
	first_fen BIGINT NOT NULL, 
	next_count BIGINT NOT NULL, 
	next_fen BIGINT NOT NULL, 
	is_default BOOLEAN NOT NULL, 
	created_at TIMESTAMP WITH TIME ZONE NOT NULL, 
	updated_at TIMESTAMP WITH TIME ZONE NOT NULL, 
	CONSTRAINT pk_freight_templates PRIMARY KEY (shop_id, id), 
	CONSTRAINT uq_freight_templates_name UNIQUE (shop_id, name), 
	CONSTRAINT ck_freight_templates_shop_id_0 CHECK (length(shop_id) = 20), 
	CONSTRAINT ck_freight_templates_id_0 CHECK (length(id) = 20), 
	CONSTRAINT ck_freight_templates_name_0 CHECK (length(name) <= 20), 
	CONSTRAINT ck_freight_templates_free_over_fen_0 CHECK (free_over_fen >= 1), 
	CONSTRAINT ck_freight_templates_first_count_0 CHECK (first_count >= 1), 
	CONSTRAINT ck_freight_templates_first_fen_0 CHECK (first_fen >= 0), 
	CONSTRAINT ck_freight_templates_next_count_0 CHECK (next_count >= 1), 
	CONSTRAINT ck_freight_templates_next_fen_0 CHECK (next_fen >= 0)
)
;;
CREATE UNIQUE INDEX uq_freight_templates_default ON freight_templates (shop_id) WHERE is_default IS true
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
CREATE TABLE imports (
	shop_id VARCHAR COLLATE "C" NOT NULL, 
	id VARCHAR COLLATE "C" NOT NULL, 
	file_name VARCHAR COLLATE "C" NOT NULL, 
	file_key VARCHAR COLLATE "C" NOT NULL, 
	dry_run BOOLEAN NOT NULL, 
	status VARCHAR COLLATE "C" NOT NULL, 
	next_group BIGINT NOT NULL, 
	rows_total BIGINT NOT NULL, 
	rows_done BIGINT NOT NULL, 
	goods_created BIGINT NOT NULL, 
	goods_updated BIGINT NOT NULL, 
	rows_skipped BIGINT NOT NULL, 
	rows_failed BIGINT NOT NULL, 
	failure VARCHAR COLLATE "C", 
	created_at TIMESTAMP WITH TIME ZONE NOT NULL, 
	finished_at TIMESTAMP WITH TIME ZONE, 
	CONSTRAINT pk_imports PRIMARY KEY (shop_id, id), 
	CONSTRAINT ck_imports_shop_id_0 CHECK (length(shop_id) = 20), 
	CONSTRAINT ck_imports_id_0 CHECK (length(id) = 20), 
	CONSTRAINT ck_imports_file_name_0 CHECK (length(file_name) <= 120), 
	CONSTRAINT ck_imports_file_key_0 CHECK (length(file_key) <= 120), 
	CONSTRAINT ck_imports_status_0 CHECK (length(status) <= 10), 
	CONSTRAINT ck_imports_next_group_0 CHECK (next_group >= 0), 
	CONSTRAINT ck_imports_rows_total_0 CHECK (rows_total >= 0), 
	CONSTRAINT ck_imports_rows_done_0 CHECK (rows_done >= 0), 
	CONSTRAINT ck_imports_goods_created_0 CHECK (goods_created >= 0), 
	CONSTRAINT ck_imports_goods_updated_0 CHECK (goods_updated >= 0), 
	CONSTRAINT ck_imports_rows_skipped_0 CHECK (rows_skipped >= 0), 
	CONSTRAINT ck_imports_rows_failed_0 CHECK (rows_failed >= 0), 
	CONSTRAINT ck_imports_failure_0 CHECK (length(failure) <= 200)
)
;;
CREATE TABLE media (
	shop_id VARCHAR COLLATE "C" NOT NULL, 
	id VARCHAR COLLATE "C" NOT NULL, 
	medium VARCHAR COLLATE "C" NOT NULL, 
	thumb VARCHAR COLLATE "C" NOT NULL, 
	width BIGINT NOT NULL, 
	height BIGINT NOT NULL, 
	bytes BIGINT NOT NULL, 
	created_at TIMESTAMP WITH TIME ZONE NOT NULL, 
	CONSTRAINT pk_media PRIMARY KEY (shop_id, id), 
	CONSTRAINT ck_media_shop_id_0 CHECK (length(shop_id) = 20), 
	CONSTRAINT ck_media_id_0 CHECK (length(id) <= 120), 
	CONSTRAINT ck_media_medium_0 CHECK (length(medium) <= 120), 
	CONSTRAINT ck_media_thumb_0 CHECK (length(thumb) <= 120), 
	CONSTRAINT ck_media_width_0 CHECK (width >= 1), 
	CONSTRAINT ck_media_height_0 CHECK (height >= 1), 
	CONSTRAINT ck_media_bytes_0 CHECK (bytes >= 0)
)
;;
CREATE INDEX ix_media_new ON media (shop_id, created_at, id)
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
CREATE TABLE picture_links (
	shop_id VARCHAR COLLATE "C" NOT NULL, 
	digest VARCHAR COLLATE "C" NOT NULL, 
	url VARCHAR COLLATE "C" NOT NULL, 
	state VARCHAR COLLATE "C" NOT NULL, 
	media_id VARCHAR COLLATE "C", 
	reason VARCHAR COLLATE "C", 
	CONSTRAINT pk_picture_links PRIMARY KEY (shop_id, digest), 
	CONSTRAINT ck_picture_links_shop_id_0 CHECK (length(shop_id) = 20), 
	CONSTRAINT ck_picture_links_digest_0 CHECK (length(digest) <= 64), 
	CONSTRAINT ck_picture_links_url_0 CHECK (length(url) <= 2048), 
	CONSTRAINT ck_picture_links_state_0 CHECK (length(state) <= 10), 
	CONSTRAINT ck_picture_links_media_id_0 CHECK (length(media_id) <= 120), 
	CONSTRAINT ck_picture_links_reason_0 CHECK (length(reason) <= 40)
)
;;
CREATE TABLE stock_journal (
	shop_id VARCHAR COLLATE "C" NOT NULL, 
	id VARCHAR COLLATE "C" NOT NULL, 
	sku_id VARCHAR COLLATE "C" NOT NULL, 
	goods_id VARCHAR COLLATE "C" NOT NULL, 
	kind VARCHAR COLLATE "C" NOT NULL, 
	delta BIGINT NOT NULL, 
	available_after BIGINT NOT NULL, 
	reason VARCHAR COLLATE "C" NOT NULL, 
	actor VARCHAR COLLATE "C" NOT NULL, 
	at TIMESTAMP WITH TIME ZONE NOT NULL, 
	CONSTRAINT pk_stock_journal PRIMARY KEY (shop_id, id), 
	CONSTRAINT ck_stock_journal_shop_id_0 CHECK (length(shop_id) = 20), 
	CONSTRAINT ck_stock_journal_id_0 CHECK (length(id) = 20), 
	CONSTRAINT ck_stock_journal_sku_id_0 CHECK (length(sku_id) = 20), 
	CONSTRAINT ck_stock_journal_goods_id_0 CHECK (length(goods_id) = 20), 
	CONSTRAINT ck_stock_journal_kind_0 CHECK (length(kind) <= 10), 
	CONSTRAINT ck_stock_journal_available_after_0 CHECK (available_after >= 0), 
	CONSTRAINT ck_stock_journal_reason_0 CHECK (length(reason) <= 100), 
	CONSTRAINT ck_stock_journal_actor_0 CHECK (length(actor) <= 60)
)
;;
CREATE INDEX ix_stock_journal_goods ON stock_journal (shop_id, goods_id, id)
;;
CREATE TABLE wechat_shipping (
	shop_id VARCHAR COLLATE "C" NOT NULL, 
	shipment_id VARCHAR COLLATE "C" NOT NULL, 
	order_id VARCHAR COLLATE "C" NOT NULL, 
	status VARCHAR COLLATE "C" NOT NULL, 
	error VARCHAR COLLATE "C", 
	at TIMESTAMP WITH TIME ZONE NOT NULL, 
	CONSTRAINT pk_wechat_shipping PRIMARY KEY (shop_id, shipment_id), 
	CONSTRAINT ck_wechat_shipping_shop_id_0 CHECK (length(shop_id) = 20), 
	CONSTRAINT ck_wechat_shipping_shipment_id_0 CHECK (length(shipment_id) = 20), 
	CONSTRAINT ck_wechat_shipping_order_id_0 CHECK (length(order_id) = 20), 
	CONSTRAINT ck_wechat_shipping_status_0 CHECK (length(status) <= 10), 
	CONSTRAINT ck_wechat_shipping_error_0 CHECK (length(error) <= 200)
)
;;
CREATE INDEX ix_wechat_shipping_order ON wechat_shipping (shop_id, order_id)
;;
CREATE TABLE goods (
	shop_id VARCHAR COLLATE "C" NOT NULL, 
	id VARCHAR COLLATE "C" NOT NULL, 
	goods_no VARCHAR COLLATE "C" NOT NULL, 
	name VARCHAR COLLATE "C" NOT NULL, 
	brief VARCHAR COLLATE "C", 
	category_id VARCHAR COLLATE "C", 
	brand VARCHAR COLLATE "C", 
	unit VARCHAR COLLATE "C" NOT NULL, 
	keywords VARCHAR COLLATE "C", 
	status VARCHAR COLLATE "C" NOT NULL, 
	price_fen BIGINT NOT NULL, 
	max_price_fen BIGINT NOT NULL, 
	market_price_fen BIGINT, 
	cover VARCHAR COLLATE "C", 
	cover_thumb VARCHAR COLLATE "C", 
	has_picture BOOLEAN NOT NULL, 
	sold BIGINT NOT NULL, 
	freight_template_id VARCHAR COLLATE "C", 
	weight_g BIGINT, 
	limit_per_buyer BIGINT, 
	version BIGINT NOT NULL, 
	created_at TIMESTAMP WITH TIME ZONE NOT NULL, 
	updated_at TIMESTAMP WITH TIME ZONE NOT NULL, 
	listed_at TIMESTAMP WITH TIME ZONE NOT NULL, 
	CONSTRAINT pk_goods PRIMARY KEY (shop_id, id), 
	CONSTRAINT uq_goods_no UNIQUE (shop_id, goods_no), 
	FOREIGN KEY(shop_id, category_id) REFERENCES categories (shop_id, id), 
	CONSTRAINT ck_goods_shop_id_0 CHECK (length(shop_id) = 20), 
	CONSTRAINT ck_goods_id_0 CHECK (length(id) = 20), 
	CONSTRAINT ck_goods_goods_no_0 CHECK (length(goods_no) <= 40), 
	CONSTRAINT ck_goods_name_0 CHECK (length(name) <= 60), 
	CONSTRAINT ck_goods_brief_0 CHECK (length(brief) <= 80), 
	CONSTRAINT ck_goods_category_id_0 CHECK (length(category_id) = 20), 
	CONSTRAINT ck_goods_brand_0 CHECK (length(brand) <= 40), 
	CONSTRAINT ck_goods_unit_0 CHECK (length(unit) <= 10), 
	CONSTRAINT ck_goods_keywords_0 CHECK (length(keywords) <= 120), 
	CONSTRAINT ck_goods_status_0 CHECK (length(status) <= 10), 
	CONSTRAINT ck_goods_price_fen_0 CHECK (price_fen >= 1), 
	CONSTRAINT ck_goods_max_price_fen_0 CHECK (max_price_fen >= 1), 
	CONSTRAINT ck_goods_market_price_fen_0 CHECK (market_price_fen >= 1), 
	CONSTRAINT ck_goods_cover_0 CHECK (length(cover) <= 120), 
	CONSTRAINT ck_goods_cover_thumb_0 CHECK (length(cover_thumb) <= 120), 
	CONSTRAINT ck_goods_sold_0 CHECK (sold >= 0), 
	CONSTRAINT ck_goods_freight_template_id_0 CHECK (length(freight_template_id) <= 20), 
	CONSTRAINT ck_goods_weight_g_0 CHECK (weight_g >= 0), 
	CONSTRAINT ck_goods_limit_per_buyer_0 CHECK (limit_per_buyer >= 1), 
	CONSTRAINT ck_goods_version_0 CHECK (version >= 1)
)
;;
CREATE INDEX ix_goods_category ON goods (shop_id, category_id, status)
;;
CREATE INDEX ix_goods_new ON goods (shop_id, status, listed_at, id)
;;
CREATE INDEX ix_goods_price ON goods (shop_id, status, price_fen, id)
;;
CREATE INDEX ix_goods_sold ON goods (shop_id, status, sold, id)
;;
CREATE INDEX ix_goods_status ON goods (shop_id, status, id)
;;
CREATE TABLE import_faults (
	shop_id VARCHAR COLLATE "C" NOT NULL, 
	import_id VARCHAR COLLATE "C" NOT NULL, 
	number BIGINT NOT NULL, 
	line BIGINT NOT NULL, 
	field VARCHAR COLLATE "C" NOT NULL, 
	code VARCHAR COLLATE "C" NOT NULL, 
	message VARCHAR COLLATE "C" NOT NULL, 
	value VARCHAR COLLATE "C" NOT NULL, 
	CONSTRAINT pk_import_faults PRIMARY KEY (shop_id, import_id, number), 
	FOREIGN KEY(shop_id, import_id) REFERENCES imports (shop_id, id), 
	CONSTRAINT ck_import_faults_shop_id_0 CHECK (length(shop_id) = 20), 
	CONSTRAINT ck_import_faults_import_id_0 CHECK (length(import_id) = 20), 
	CONSTRAINT ck_import_faults_number_0 CHECK (number >= 0), 
	CONSTRAINT ck_import_faults_line_0 CHECK (line >= 0), 
	CONSTRAINT ck_import_faults_field_0 CHECK (length(field) <= 20), 
	CONSTRAINT ck_import_faults_code_0 CHECK (length(code) <= 40), 
	CONSTRAINT ck_import_faults_message_0 CHECK (length(message) <= 120), 
	CONSTRAINT ck_import_faults_value_0 CHECK (length(value) <= 120)
)
;;
CREATE TABLE import_links (
	shop_id VARCHAR COLLATE "C" NOT NULL, 
	import_id VARCHAR COLLATE "C" NOT NULL, 
	digest VARCHAR COLLATE "C" NOT NULL, 
	CONSTRAINT pk_import_links PRIMARY KEY (shop_id, import_id, digest), 
	FOREIGN KEY(shop_id, import_id) REFERENCES imports (shop_id, id), 
	CONSTRAINT ck_import_links_shop_id_0 CHECK (length(shop_id) = 20), 
	CONSTRAINT ck_import_links_import_id_0 CHECK (length(import_id) = 20), 
	CONSTRAINT ck_import_links_digest_0 CHECK (length(digest) <= 64)
)
;;
CREATE TABLE goods_details (
	shop_id VARCHAR COLLATE "C" NOT NULL, 
	goods_id VARCHAR COLLATE "C" NOT NULL, 
	pictures JSONB NOT NULL, 
	params JSONB NOT NULL, 
	specs JSONB NOT NULL, 
	detail_html VARCHAR COLLATE "C" NOT NULL, 
	CONSTRAINT pk_goods_details PRIMARY KEY (shop_id, goods_id), 
	FOREIGN KEY(shop_id, goods_id) REFERENCES goods (shop_id, id), 
	CONSTRAINT ck_goods_details_shop_id_0 CHECK (length(shop_id) = 20), 
	CONSTRAINT ck_goods_details_goods_id_0 CHECK (length(goods_id) = 20), 
	CONSTRAINT ck_goods_details_detail_html_0 CHECK (length(detail_html) <= 200000)
)
;;
CREATE TABLE goods_links (
	shop_id VARCHAR COLLATE "C" NOT NULL, 
	goods_id VARCHAR COLLATE "C" NOT NULL, 
	position BIGINT NOT NULL, 
	digest VARCHAR COLLATE "C" NOT NULL, 
	CONSTRAINT pk_goods_links PRIMARY KEY (shop_id, goods_id, position), 
	FOREIGN KEY(shop_id, goods_id) REFERENCES goods (shop_id, id), 
	CONSTRAINT ck_goods_links_shop_id_0 CHECK (length(shop_id) = 20), 
	CONSTRAINT ck_goods_links_goods_id_0 CHECK (length(goods_id) = 20), 
	CONSTRAINT ck_goods_links_position_0 CHECK (position >= 0), 
	CONSTRAINT ck_goods_links_digest_0 CHECK (length(digest) <= 64)
)
;;
CREATE INDEX ix_goods_links_digest ON goods_links (shop_id, digest)
;;
CREATE TABLE skus (
	shop_id VARCHAR COLLATE "C" NOT NULL, 
	id VARCHAR COLLATE "C" NOT NULL, 
	goods_id VARCHAR COLLATE "C" NOT NULL, 
	spec_values JSONB NOT NULL, 
	sku_code VARCHAR COLLATE "C", 
	price_fen BIGINT NOT NULL, 
	cost_fen BIGINT, 
	picture VARCHAR COLLATE "C", 
	thumb VARCHAR COLLATE "C", 
	position BIGINT NOT NULL, 
	retired_at TIMESTAMP WITH TIME ZONE, 
	CONSTRAINT pk_skus PRIMARY KEY (shop_id, id), 
	FOREIGN KEY(shop_id, goods_id) REFERENCES goods (shop_id, id), 
	CONSTRAINT ck_skus_shop_id_0 CHECK (length(shop_id) = 20), 
	CONSTRAINT ck_skus_id_0 CHECK (length(id) = 20), 
	CONSTRAINT ck_skus_goods_id_0 CHECK (length(goods_id) = 20), 
	CONSTRAINT ck_skus_sku_code_0 CHECK (length(sku_code) <= 40), 
	CONSTRAINT ck_skus_price_fen_0 CHECK (price_fen >= 1), 
	CONSTRAINT ck_skus_cost_fen_0 CHECK (cost_fen >= 0), 
	CONSTRAINT ck_skus_picture_0 CHECK (length(picture) <= 120), 
	CONSTRAINT ck_skus_thumb_0 CHECK (length(thumb) <= 120), 
	CONSTRAINT ck_skus_position_0 CHECK (position >= 0)
)
;;
CREATE INDEX ix_skus_goods ON skus (shop_id, goods_id, position)
;;
CREATE TABLE stock (
	shop_id VARCHAR COLLATE "C" NOT NULL, 
	sku_id VARCHAR COLLATE "C" NOT NULL, 
	goods_id VARCHAR COLLATE "C" NOT NULL, 
	on_hand BIGINT NOT NULL, 
	reserved BIGINT NOT NULL, 
	sold BIGINT NOT NULL, 
	received BIGINT NOT NULL, 
	CONSTRAINT pk_stock PRIMARY KEY (shop_id, sku_id), 
	CONSTRAINT ck_stock_conserved CHECK (received = on_hand + reserved + sold), 
	FOREIGN KEY(shop_id, sku_id) REFERENCES skus (shop_id, id), 
	CONSTRAINT ck_stock_shop_id_0 CHECK (length(shop_id) = 20), 
	CONSTRAINT ck_stock_sku_id_0 CHECK (length(sku_id) = 20), 
	CONSTRAINT ck_stock_goods_id_0 CHECK (length(goods_id) = 20), 
	CONSTRAINT ck_stock_on_hand_0 CHECK (on_hand >= 0), 
	CONSTRAINT ck_stock_reserved_0 CHECK (reserved >= 0), 
	CONSTRAINT ck_stock_sold_0 CHECK (sold >= 0), 
	CONSTRAINT ck_stock_received_0 CHECK (received >= 0)
)
;;
CREATE INDEX ix_stock_goods ON stock (shop_id, goods_id)
;;
GRANT SELECT, INSERT, UPDATE, DELETE ON categories TO xiaopu_app
;;
GRANT SELECT ON categories TO xiaopu_platform
;;
ALTER TABLE categories ENABLE ROW LEVEL SECURITY
;;
ALTER TABLE categories FORCE ROW LEVEL SECURITY
;;
CREATE POLICY shop_wall ON categories TO xiaopu_app USING (shop_id = current_setting('app.shop_id', true)) WITH CHECK (shop_id = current_setting('app.shop_id', true))
;;
CREATE POLICY platform_reads ON categories FOR SELECT TO xiaopu_platform USING (true)
;;
CREATE POLICY migrations ON categories TO CURRENT_USER USING (true) WITH CHECK (true)
;;
GRANT SELECT, INSERT, UPDATE, DELETE ON freight_templates TO xiaopu_app
;;
GRANT SELECT ON freight_templates TO xiaopu_platform
;;
ALTER TABLE freight_templates ENABLE ROW LEVEL SECURITY
;;
ALTER TABLE freight_templates FORCE ROW LEVEL SECURITY
;;
CREATE POLICY shop_wall ON freight_templates TO xiaopu_app USING (shop_id = current_setting('app.shop_id', true)) WITH CHECK (shop_id = current_setting('app.shop_id', true))
;;
CREATE POLICY platform_reads ON freight_templates FOR SELECT TO xiaopu_platform USING (true)
;;
CREATE POLICY migrations ON freight_templates TO CURRENT_USER USING (true) WITH CHECK (true)
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
GRANT SELECT, INSERT, UPDATE, DELETE ON imports TO xiaopu_app
;;
GRANT SELECT ON imports TO xiaopu_platform
;;
ALTER TABLE imports ENABLE ROW LEVEL SECURITY
;;
ALTER TABLE imports FORCE ROW LEVEL SECURITY
;;
CREATE POLICY shop_wall ON imports TO xiaopu_app USING (shop_id = current_setting('app.shop_id', true)) WITH CHECK (shop_id = current_setting('app.shop_id', true))
;;
CREATE POLICY platform_reads ON imports FOR SELECT TO xiaopu_platform USING (true)
;;
CREATE POLICY migrations ON imports TO CURRENT_USER USING (true) WITH CHECK (true)
;;
GRANT SELECT, INSERT, UPDATE, DELETE ON media TO xiaopu_app
;;
GRANT SELECT ON media TO xiaopu_platform
;;
ALTER TABLE media ENABLE ROW LEVEL SECURITY
;;
ALTER TABLE media FORCE ROW LEVEL SECURITY
;;
CREATE POLICY shop_wall ON media TO xiaopu_app USING (shop_id = current_setting('app.shop_id', true)) WITH CHECK (shop_id = current_setting('app.shop_id', true))
;;
CREATE POLICY platform_reads ON media FOR SELECT TO xiaopu_platform USING (true)
;;
CREATE POLICY migrations ON media TO CURRENT_USER USING (true) WITH CHECK (true)
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
;;
GRANT SELECT, INSERT, UPDATE, DELETE ON picture_links TO xiaopu_app
;;
GRANT SELECT ON picture_links TO xiaopu_platform
;;
ALTER TABLE picture_links ENABLE ROW LEVEL SECURITY
;;
ALTER TABLE picture_links FORCE ROW LEVEL SECURITY
;;
CREATE POLICY shop_wall ON picture_links TO xiaopu_app USING (shop_id = current_setting('app.shop_id', true)) WITH CHECK (shop_id = current_setting('app.shop_id', true))
;;
CREATE POLICY platform_reads ON picture_links FOR SELECT TO xiaopu_platform USING (true)
;;
CREATE POLICY migrations ON picture_links TO CURRENT_USER USING (true) WITH CHECK (true)
;;
GRANT SELECT, INSERT, UPDATE, DELETE ON stock_journal TO xiaopu_app
;;
GRANT SELECT ON stock_journal TO xiaopu_platform
;;
ALTER TABLE stock_journal ENABLE ROW LEVEL SECURITY
;;
ALTER TABLE stock_journal FORCE ROW LEVEL SECURITY
;;
CREATE POLICY shop_wall ON stock_journal TO xiaopu_app USING (shop_id = current_setting('app.shop_id', true)) WITH CHECK (shop_id = current_setting('app.shop_id', true))
;;
CREATE POLICY platform_reads ON stock_journal FOR SELECT TO xiaopu_platform USING (true)
;;
CREATE POLICY migrations ON stock_journal TO CURRENT_USER USING (true) WITH CHECK (true)
;;
GRANT SELECT, INSERT, UPDATE, DELETE ON wechat_shipping TO xiaopu_app
;;
GRANT SELECT ON wechat_shipping TO xiaopu_platform
;;
ALTER TABLE wechat_shipping ENABLE ROW LEVEL SECURITY
;;
ALTER TABLE wechat_shipping FORCE ROW LEVEL SECURITY
;;
CREATE POLICY shop_wall ON wechat_shipping TO xiaopu_app USING (shop_id = current_setting('app.shop_id', true)) WITH CHECK (shop_id = current_setting('app.shop_id', true))
;;
CREATE POLICY platform_reads ON wechat_shipping FOR SELECT TO xiaopu_platform USING (true)
;;
CREATE POLICY migrations ON wechat_shipping TO CURRENT_USER USING (true) WITH CHECK (true)
;;
GRANT SELECT, INSERT, UPDATE, DELETE ON goods TO xiaopu_app
;;
GRANT SELECT ON goods TO xiaopu_platform
;;
ALTER TABLE goods ENABLE ROW LEVEL SECURITY
;;
ALTER TABLE goods FORCE ROW LEVEL SECURITY
;;
CREATE POLICY shop_wall ON goods TO xiaopu_app USING (shop_id = current_setting('app.shop_id', true)) WITH CHECK (shop_id = current_setting('app.shop_id', true))
;;
CREATE POLICY platform_reads ON goods FOR SELECT TO xiaopu_platform USING (true)
;;
CREATE POLICY migrations ON goods TO CURRENT_USER USING (true) WITH CHECK (true)
;;
GRANT SELECT, INSERT, UPDATE, DELETE ON import_faults TO xiaopu_app
;;
GRANT SELECT ON import_faults TO xiaopu_platform
;;
ALTER TABLE import_faults ENABLE ROW LEVEL SECURITY
;;
ALTER TABLE import_faults FORCE ROW LEVEL SECURITY
;;
CREATE POLICY shop_wall ON import_faults TO xiaopu_app USING (shop_id = current_setting('app.shop_id', true)) WITH CHECK (shop_id = current_setting('app.shop_id', true))
;;
CREATE POLICY platform_reads ON import_faults FOR SELECT TO xiaopu_platform USING (true)
;;
CREATE POLICY migrations ON import_faults TO CURRENT_USER USING (true) WITH CHECK (true)
;;
GRANT SELECT, INSERT, UPDATE, DELETE ON import_links TO xiaopu_app
;;
GRANT SELECT ON import_links TO xiaopu_platform
;;
ALTER TABLE import_links ENABLE ROW LEVEL SECURITY
;;
ALTER TABLE import_links FORCE ROW LEVEL SECURITY
;;
CREATE POLICY shop_wall ON import_links TO xiaopu_app USING (shop_id = current_setting('app.shop_id', true)) WITH CHECK (shop_id = current_setting('app.shop_id', true))
;;
CREATE POLICY platform_reads ON import_links FOR SELECT TO xiaopu_platform USING (true)
;;
CREATE POLICY migrations ON import_links TO CURRENT_USER USING (true) WITH CHECK (true)
;;
GRANT SELECT, INSERT, UPDATE, DELETE ON goods_details TO xiaopu_app
;;
GRANT SELECT ON goods_details TO xiaopu_platform
;;
ALTER TABLE goods_details ENABLE ROW LEVEL SECURITY
;;
ALTER TABLE goods_details FORCE ROW LEVEL SECURITY
;;
CREATE POLICY shop_wall ON goods_details TO xiaopu_app USING (shop_id = current_setting('app.shop_id', true)) WITH CHECK (shop_id = current_setting('app.shop_id', true))
;;
CREATE POLICY platform_reads ON goods_details FOR SELECT TO xiaopu_platform USING (true)
;;
CREATE POLICY migrations ON goods_details TO CURRENT_USER USING (true) WITH CHECK (true)
;;
GRANT SELECT, INSERT, UPDATE, DELETE ON goods_links TO xiaopu_app
;;
GRANT SELECT ON goods_links TO xiaopu_platform
;;
ALTER TABLE goods_links ENABLE ROW LEVEL SECURITY
;;
ALTER TABLE goods_links FORCE ROW LEVEL SECURITY
;;
CREATE POLICY shop_wall ON goods_links TO xiaopu_app USING (shop_id = current_setting('app.shop_id', true)) WITH CHECK (shop_id = current_setting('app.shop_id', true))
;;
CREATE POLICY platform_reads ON goods_links FOR SELECT TO xiaopu_platform USING (true)
;;
CREATE POLICY migrations ON goods_links TO CURRENT_USER USING (true) WITH CHECK (true)
;;
GRANT SELECT, INSERT, UPDATE, DELETE ON skus TO xiaopu_app
;;
GRANT SELECT ON skus TO xiaopu_platform
;;
ALTER TABLE skus ENABLE ROW LEVEL SECURITY
;;
ALTER TABLE skus FORCE ROW LEVEL SECURITY
;;
CREATE POLICY shop_wall ON skus TO xiaopu_app USING (shop_id = current_setting('app.shop_id', true)) WITH CHECK (shop_id = current_setting('app.shop_id', true))
;;
CREATE POLICY platform_reads ON skus FOR SELECT TO xiaopu_platform USING (true)
;;
CREATE POLICY migrations ON skus TO CURRENT_USER USING (true) WITH CHECK (true)
;;
GRANT SELECT, INSERT, UPDATE, DELETE ON stock TO xiaopu_app
;;
GRANT SELECT ON stock TO xiaopu_platform
;;
ALTER TABLE stock ENABLE ROW LEVEL SECURITY
;;
ALTER TABLE stock FORCE ROW LEVEL SECURITY
;;
CREATE POLICY shop_wall ON stock TO xiaopu_app USING (shop_id = current_setting('app.shop_id', true)) WITH CHECK (shop_id = current_setting('app.shop_id', true))
;;
CREATE POLICY platform_reads ON stock FOR SELECT TO xiaopu_platform USING (true)
;;
CREATE POLICY migrations ON stock TO CURRENT_USER USING (true) WITH CHECK (true)
