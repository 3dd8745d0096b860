CREATE TABLE categories (
	shop_id TEXT NOT NULL, 
	id TEXT NOT NULL, 
	parent_id TEXT, 
	root_id TEXT NOT NULL, 
	sibling_of TEXT NOT NULL, 
	level INTEGER NOT NULL, 
	name TEXT NOT NULL, 
	picture TEXT, 
	thumb TEXT, 
	position INTEGER NOT NULL, 
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
 STRICT
;;
CREATE TABLE freight_templates (
	shop_id TEXT NOT NULL, 
	id TEXT NOT NULL, 
	name TEXT NOT NULL, 
	free_over_fen INTEGER, 
	first_count INTEGER NOT NULL, 
	first_fen INTEGER NOT NULL, 
	next_count INTEGER NOT NULL, 
	next_fen INTEGER NOT NULL, 
	is_default INTEGER NOT NULL, 
	created_at INTEGER NOT NULL, 
	updated_at INTEGER NOT NULL, 
	CONSTRAINT pk_freight_templates PRIMARY KEY (shop_id, id), 
	CONSTRAINT uq_freight_templates_name UNIQUE (shop_id, name), 
	CONSTRAINT ck_freight_templates_shop_id_0 CHECK (length(shop_id) = 20), 
	CONSTRAINT ck_freight_templates_id_0 CHECK (length(id) = 20), 
	CONSTRAINT ck_freight_templates_name_0 CHECK (length(name) <= 20), 
	CONSTRAINT ck_freight_templates_free_over_fen_0 CHECK (free_over_fen >= 1), 
	CONSTRAINT ck_freight_templates_first_count_0 CHECK (first_count >= 1), 
	CONSTRAINT ck_freight_templates_first_fen_0 CHECK (first_fen >= 0), 
	CONSTRAINT ck_freight_templates_next_count_0 CHECK (next_count >= 1), 
	CONSTRAINT ck_freight_templates_next_fen_0 CHECK (next_fen >= 0), 
	CONSTRAINT ck_freight_templates_is_default_0 CHECK (is_default IN (0, 1))
)
 STRICT
;;
CREATE UNIQUE INDEX uq_freight_templates_default ON freight_templates (shop_id) WHERE is_default IS 1
;;
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
CREATE TABLE imports (
	shop_id TEXT NOT NULL, 
	id TEXT NOT NULL, 
	file_name TEXT NOT NULL, 
	file_key TEXT NOT NULL, 
	dry_run INTEGER NOT NULL, 
	status TEXT NOT NULL, 
	next_group INTEGER NOT NULL, 
	rows_total INTEGER NOT NULL, 
	rows_done INTEGER NOT NULL, 
	goods_created INTEGER NOT NULL, 
	goods_updated INTEGER NOT NULL, 
	rows_skipped INTEGER NOT NULL, 
	rows_failed INTEGER NOT NULL, 
	failure TEXT, 
	created_at INTEGER NOT NULL, 
	finished_at INTEGER, 
	CONSTRAINT pk_imports PRIMARY KEY (shop_id, id), 
	CONSTRAINT ck_imports_shop_id_0 CHECK (length(shop_id) = 20), 
	CONSTRAINT ck_imports_id_0 CHECK (length(id) = 20), 
	CONSTRAINT ck_imports_file_name_0 CHECK (length(file_name) <= 120), 
	CONSTRAINT ck_imports_file_key_0 CHECK (length(file_key) <= 120), 
	CONSTRAINT ck_imports_dry_run_0 CHECK (dry_run IN (0, 1)), 
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
 STRICT
;;
CREATE TABLE media (
	shop_id TEXT NOT NULL, 
	id TEXT NOT NULL, 
	medium TEXT NOT NULL, 
	thumb TEXT NOT NULL, 
	width INTEGER NOT NULL, 
	height INTEGER NOT NULL, 
	bytes INTEGER NOT NULL, 
	created_at INTEGER NOT NULL, 
	CONSTRAINT pk_media PRIMARY KEY (shop_id, id), 
	CONSTRAINT ck_media_shop_id_0 CHECK (length(shop_id) = 20), 
	CONSTRAINT ck_media_id_0 CHECK (length(id) <= 120), 
	CONSTRAINT ck_media_medium_0 CHECK (length(medium) <= 120), 
	CONSTRAINT ck_media_thumb_0 CHECK (length(thumb) <= 120), 
	CONSTRAINT ck_media_width_0 CHECK (width >= 1), 
	CONSTRAINT ck_media_height_0 CHECK (height >= 1), 
	CONSTRAINT ck_media_bytes_0 CHECK (bytes >= 0)
)
 STRICT
;;
CREATE INDEX ix_media_new ON media (shop_id, created_at, id)
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
;;
CREATE TABLE picture_links (
	shop_id TEXT NOT NULL, 
	digest TEXT NOT NULL, 
	url TEXT NOT NULL, 
	state TEXT NOT NULL, 
	media_id TEXT, 
	reason TEXT, 
	CONSTRAINT pk_picture_links PRIMARY KEY (shop_id, digest), 
	CONSTRAINT ck_picture_links_shop_id_0 CHECK (length(shop_id) = 20), 
	CONSTRAINT ck_picture_links_digest_0 CHECK (length(digest) <= 64), 
	CONSTRAINT ck_picture_links_url_0 CHECK (length(url) <= 2048), 
	CONSTRAINT ck_picture_links_state_0 CHECK (length(state) <= 10), 
	CONSTRAINT ck_picture_links_media_id_0 CHECK (length(media_id) <= 120), 
	CONSTRAINT ck_picture_links_reason_0 CHECK (length(reason) <= 40)
)
 STRICT
;;
CREATE TABLE stock_journal (
	shop_id TEXT NOT NULL, 
	id TEXT NOT NULL, 
	sku_id TEXT NOT NULL, 
	goods_id TEXT NOT NULL, 
	kind TEXT NOT NULL, 
	delta INTEGER NOT NULL, 
	available_after INTEGER NOT NULL, 
	reason TEXT NOT NULL, 
	actor TEXT NOT NULL, 
	at INTEGER NOT NULL, 
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
 STRICT
;;
CREATE INDEX ix_stock_journal_goods ON stock_journal (shop_id, goods_id, id)
;;
CREATE TABLE wechat_shipping (
	shop_id TEXT NOT NULL, 
	shipment_id TEXT NOT NULL, 
	order_id TEXT NOT NULL, 
	status TEXT NOT NULL, 
	error TEXT, 
	at INTEGER NOT NULL, 
	CONSTRAINT pk_wechat_shipping PRIMARY KEY (shop_id, shipment_id), 
	CONSTRAINT ck_wechat_shipping_shop_id_0 CHECK (length(shop_id) = 20), 
	CONSTRAINT ck_wechat_shipping_shipment_id_0 CHECK (length(shipment_id) = 20), 
	CONSTRAINT ck_wechat_shipping_order_id_0 CHECK (length(order_id) = 20), 
	CONSTRAINT ck_wechat_shipping_status_0 CHECK (length(status) <= 10), 
	CONSTRAINT ck_wechat_shipping_error_0 CHECK (length(error) <= 200)
)
 STRICT
;;
CREATE INDEX ix_wechat_shipping_order ON wechat_shipping (shop_id, order_id)
;;
CREATE TABLE goods (
	shop_id TEXT NOT NULL, 
	id TEXT NOT NULL, 
	goods_no TEXT NOT NULL, 
	name TEXT NOT NULL, 
	brief TEXT, 
	category_id TEXT, 
	brand TEXT, 
	unit TEXT NOT NULL, 
	keywords TEXT, 
	status TEXT NOT NULL, 
	price_fen INTEGER NOT NULL, 
	max_price_fen INTEGER NOT NULL, 
	market_price_fen INTEGER, 
	cover TEXT, 
	cover_thumb TEXT, 
	has_picture INTEGER NOT NULL, 
	sold INTEGER NOT NULL, 
	freight_template_id TEXT, 
	weight_g INTEGER, 
	limit_per_buyer INTEGER, 
	version INTEGER NOT NULL, 
	created_at INTEGER NOT NULL, 
	updated_at INTEGER NOT NULL, 
	listed_at INTEGER NOT NULL, 
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
	CONSTRAINT ck_goods_has_picture_0 CHECK (has_picture IN (0, 1)), 
	CONSTRAINT ck_goods_sold_0 CHECK (sold >= 0), 
	CONSTRAINT ck_goods_freight_template_id_0 CHECK (length(freight_template_id) <= 20), 
	CONSTRAINT ck_goods_weight_g_0 CHECK (weight_g >= 0), 
	CONSTRAINT ck_goods_limit_per_buyer_0 CHECK (limit_per_buyer >= 1), 
	CONSTRAINT ck_goods_version_0 CHECK (version >= 1)
)
 STRICT
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
	shop_id TEXT NOT NULL, 
	import_id TEXT NOT NULL, 
	number INTEGER NOT NULL, 
	line INTEGER NOT NULL, 
	field TEXT NOT NULL, 
	code TEXT NOT NULL, 
	message TEXT NOT NULL, 
	value TEXT NOT NULL, 
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
 STRICT
;;
CREATE TABLE import_links (
	shop_id TEXT NOT NULL, 
	import_id TEXT NOT NULL, 
	digest TEXT NOT NULL, 
	CONSTRAINT pk_import_links PRIMARY KEY (shop_id, import_id, digest), 
	FOREIGN KEY(shop_id, import_id) REFERENCES imports (shop_id, id), 
	CONSTRAINT ck_import_links_shop_id_0 CHECK (length(shop_id) = 20), 
	CONSTRAINT ck_import_links_import_id_0 CHECK (length(import_id) = 20), 
	CONSTRAINT ck_import_links_digest_0 CHECK (length(digest) <= 64)
)
 STRICT
;;
CREATE TABLE goods_details (
	shop_id TEXT NOT NULL, 
	goods_id TEXT NOT NULL, 
	pictures TEXT NOT NULL, 
	params TEXT NOT NULL, 
	specs TEXT NOT NULL, 
	detail_html TEXT NOT NULL, 
	CONSTRAINT pk_goods_details PRIMARY KEY (shop_id, goods_id), 
	FOREIGN KEY(shop_id, goods_id) REFERENCES goods (shop_id, id), 
	CONSTRAINT ck_goods_details_shop_id_0 CHECK (length(shop_id) = 20), 
	CONSTRAINT ck_goods_details_goods_id_0 CHECK (length(goods_id) = 20), 
	CONSTRAINT ck_goods_details_pictures_0 CHECK (json_valid(pictures)), 
	CONSTRAINT ck_goods_details_params_0 CHECK (json_valid(params)), 
	CONSTRAINT ck_goods_details_specs_0 CHECK (json_valid(specs)), 
	CONSTRAINT ck_goods_details_detail_html_0 CHECK (length(detail_html) <= 200000)
)
 STRICT
;;
CREATE TABLE goods_links (
	shop_id TEXT NOT NULL, 
	goods_id TEXT NOT NULL, 
	position INTEGER NOT NULL, 
	digest TEXT NOT NULL, 
	CONSTRAINT pk_goods_links PRIMARY KEY (shop_id, goods_id, position), 
	FOREIGN KEY(shop_id, goods_id) REFERENCES goods (shop_id, id), 
	CONSTRAINT ck_goods_links_shop_id_0 CHECK (length(shop_id) = 20), 
	CONSTRAINT ck_goods_links_goods_id_0 CHECK (length(goods_id) = 20), 
	CONSTRAINT ck_goods_links_position_0 CHECK (position >= 0), 
	CONSTRAINT ck_goods_links_digest_0 CHECK (length(digest) <= 64)
)
 STRICT
;;
CREATE INDEX ix_goods_links_digest ON goods_links (shop_id, digest)
;;
CREATE TABLE skus (
	shop_id TEXT NOT NULL, 
	id TEXT NOT NULL, 
	goods_id TEXT NOT NULL, 
	spec_values TEXT NOT NULL, 
	sku_code TEXT, 
	price_fen INTEGER NOT NULL, 
	cost_fen INTEGER, 
	picture TEXT, 
	thumb TEXT, 
	position INTEGER NOT NULL, 
	retired_at INTEGER, 
	CONSTRAINT pk_skus PRIMARY KEY (shop_id, id), 
	FOREIGN KEY(shop_id, goods_id) REFERENCES goods (shop_id, id), 
	CONSTRAINT ck_skus_shop_id_0 CHECK (length(shop_id) = 20), 
	CONSTRAINT ck_skus_id_0 CHECK (length(id) = 20), 
	CONSTRAINT ck_skus_goods_id_0 CHECK (length(goods_id) = 20), 
	CONSTRAINT ck_skus_spec_values_0 CHECK (json_valid(spec_values)), 
	CONSTRAINT ck_skus_sku_code_0 CHECK (length(sku_code) <= 40), 
	CONSTRAINT ck_skus_price_fen_0 CHECK (price_fen >= 1), 
	CONSTRAINT ck_skus_cost_fen_0 CHECK (cost_fen >= 0), 
	CONSTRAINT ck_skus_picture_0 CHECK (length(picture) <= 120), 
	CONSTRAINT ck_skus_thumb_0 CHECK (length(thumb) <= 120), 
	CONSTRAINT ck_skus_position_0 CHECK (position >= 0)
)
 STRICT
;;
CREATE INDEX ix_skus_goods ON skus (shop_id, goods_id, position)
;;
CREATE TABLE stock (
	shop_id TEXT NOT NULL, 
	sku_id TEXT NOT NULL, 
	goods_id TEXT NOT NULL, 
	on_hand INTEGER NOT NULL, 
	reserved INTEGER NOT NULL, 
	sold INTEGER NOT NULL, 
	received INTEGER NOT NULL, 
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
 STRICT
;;
CREATE INDEX ix_stock_goods ON stock (shop_id, goods_id)
