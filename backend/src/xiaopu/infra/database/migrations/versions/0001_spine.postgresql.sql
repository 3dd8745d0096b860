DO $$ BEGIN IF NOT EXISTS (SELECT 1 FROM pg_roles WHERE rolname = 'xiaopu_app') THEN CREATE ROLE xiaopu_app NOLOGIN; END IF; END $$
;;
DO $$ BEGIN IF NOT EXISTS (SELECT 1 FROM pg_roles WHERE rolname = 'xiaopu_platform') THEN CREATE ROLE xiaopu_platform NOLOGIN; END IF; END $$
;;
CREATE TABLE applyment_history (
	shop_id TEXT COLLATE "C" NOT NULL, 
	id TEXT COLLATE "C" NOT NULL, 
	applyment TEXT COLLATE "C" NOT NULL, 
	at TIMESTAMP WITH TIME ZONE NOT NULL, 
	actor TEXT COLLATE "C" NOT NULL, 
	status TEXT COLLATE "C" NOT NULL, 
	faults JSONB NOT NULL, 
	CONSTRAINT pk_applyment_history PRIMARY KEY (shop_id, id), 
	CONSTRAINT ck_applyment_history_shop_id_0 CHECK (length(shop_id) = 20), 
	CONSTRAINT ck_applyment_history_id_0 CHECK (length(id) = 20), 
	CONSTRAINT ck_applyment_history_applyment_0 CHECK (length(applyment) = 20), 
	CONSTRAINT ck_applyment_history_actor_0 CHECK (length(actor) <= 60), 
	CONSTRAINT ck_applyment_history_status_0 CHECK (length(status) <= 12)
)
;;
CREATE INDEX ix_applyment_history ON applyment_history (shop_id, applyment, id)
;;
CREATE TABLE applyments (
	shop_id TEXT COLLATE "C" NOT NULL, 
	id TEXT COLLATE "C" NOT NULL, 
	provider_mchid TEXT COLLATE "C" NOT NULL, 
	business_code TEXT COLLATE "C" NOT NULL, 
	applyment_id TEXT COLLATE "C", 
	status TEXT COLLATE "C" NOT NULL, 
	form_sealed BYTEA NOT NULL, 
	faults JSONB NOT NULL, 
	sign_url TEXT COLLATE "C", 
	sub_mchid TEXT COLLATE "C", 
	in_use BOOLEAN NOT NULL, 
	created_at TIMESTAMP WITH TIME ZONE NOT NULL, 
	moved_at TIMESTAMP WITH TIME ZONE NOT NULL, 
	next_poll_at TIMESTAMP WITH TIME ZONE, 
	CONSTRAINT pk_applyments PRIMARY KEY (shop_id), 
	CONSTRAINT ck_applyments_own_number CHECK (status <> 'finished' OR (sub_mchid IS NOT NULL AND sub_mchid <> provider_mchid)), 
	CONSTRAINT ck_applyments_shop_id_0 CHECK (length(shop_id) = 20), 
	CONSTRAINT ck_applyments_id_0 CHECK (length(id) = 20), 
	CONSTRAINT ck_applyments_provider_mchid_0 CHECK (length(provider_mchid) <= 32), 
	CONSTRAINT ck_applyments_business_code_0 CHECK (length(business_code) <= 124), 
	CONSTRAINT ck_applyments_applyment_id_0 CHECK (length(applyment_id) <= 32), 
	CONSTRAINT ck_applyments_status_0 CHECK (length(status) <= 12), 
	CONSTRAINT ck_applyments_sign_url_0 CHECK (length(sign_url) <= 512), 
	CONSTRAINT ck_applyments_sub_mchid_0 CHECK (length(sub_mchid) <= 32)
)
;;
CREATE INDEX ix_applyments_due ON applyments (shop_id, next_poll_at) WHERE next_poll_at IS NOT NULL
;;
CREATE TABLE audit_log (
	shop_id TEXT COLLATE "C" NOT NULL, 
	id TEXT COLLATE "C" NOT NULL, 
	at TIMESTAMP WITH TIME ZONE NOT NULL, 
	actor TEXT COLLATE "C" NOT NULL, 
	action TEXT COLLATE "C" NOT NULL, 
	object TEXT COLLATE "C" NOT NULL, 
	before JSONB, 
	after JSONB, 
	CONSTRAINT pk_audit_log PRIMARY KEY (shop_id, id), 
	CONSTRAINT ck_audit_log_shop_id_0 CHECK (length(shop_id) = 20), 
	CONSTRAINT ck_audit_log_id_0 CHECK (length(id) = 20), 
	CONSTRAINT ck_audit_log_actor_0 CHECK (length(actor) <= 60), 
	CONSTRAINT ck_audit_log_action_0 CHECK (length(action) <= 60), 
	CONSTRAINT ck_audit_log_object_0 CHECK (length(object) <= 80)
)
;;
CREATE TABLE campaign_codes (
	shop_id TEXT COLLATE "C" NOT NULL, 
	id TEXT COLLATE "C" NOT NULL, 
	owner TEXT COLLATE "C" NOT NULL, 
	medium TEXT COLLATE "C" NOT NULL, 
	target TEXT COLLATE "C" NOT NULL, 
	trial BOOLEAN NOT NULL, 
	appid TEXT COLLATE "C", 
	link TEXT COLLATE "C", 
	picture TEXT COLLATE "C", 
	made_at TIMESTAMP WITH TIME ZONE NOT NULL, 
	expires_at TIMESTAMP WITH TIME ZONE, 
	CONSTRAINT pk_campaign_codes PRIMARY KEY (shop_id, id), 
	CONSTRAINT uq_campaign_codes UNIQUE (shop_id, owner, medium, target, trial), 
	CONSTRAINT ck_campaign_codes_shop_id_0 CHECK (length(shop_id) = 20), 
	CONSTRAINT ck_campaign_codes_id_0 CHECK (length(id) = 20), 
	CONSTRAINT ck_campaign_codes_owner_0 CHECK (length(owner) <= 20), 
	CONSTRAINT ck_campaign_codes_medium_0 CHECK (length(medium) <= 12), 
	CONSTRAINT ck_campaign_codes_target_0 CHECK (length(target) <= 40), 
	CONSTRAINT ck_campaign_codes_appid_0 CHECK (length(appid) <= 32), 
	CONSTRAINT ck_campaign_codes_link_0 CHECK (length(link) <= 1200), 
	CONSTRAINT ck_campaign_codes_picture_0 CHECK (length(picture) <= 120)
)
;;
CREATE TABLE campaigns (
	shop_id TEXT COLLATE "C" NOT NULL, 
	id TEXT COLLATE "C" NOT NULL, 
	short TEXT COLLATE "C" NOT NULL, 
	name TEXT COLLATE "C" NOT NULL, 
	kind TEXT COLLATE "C" NOT NULL, 
	note TEXT COLLATE "C", 
	created_at TIMESTAMP WITH TIME ZONE NOT NULL, 
	archived_at TIMESTAMP WITH TIME ZONE, 
	CONSTRAINT pk_campaigns PRIMARY KEY (shop_id, id), 
	CONSTRAINT uq_campaigns_short UNIQUE (shop_id, short), 
	CONSTRAINT ck_campaigns_shop_id_0 CHECK (length(shop_id) = 20), 
	CONSTRAINT ck_campaigns_id_0 CHECK (length(id) = 20), 
	CONSTRAINT ck_campaigns_short_0 CHECK (length(short) <= 6), 
	CONSTRAINT ck_campaigns_name_0 CHECK (length(name) <= 30), 
	CONSTRAINT ck_campaigns_kind_0 CHECK (length(kind) <= 20), 
	CONSTRAINT ck_campaigns_note_0 CHECK (length(note) <= 200)
)
;;
CREATE TABLE categories (
	shop_id TEXT COLLATE "C" NOT NULL, 
	id TEXT COLLATE "C" NOT NULL, 
	parent_id TEXT COLLATE "C", 
	root_id TEXT COLLATE "C" NOT NULL, 
	sibling_of TEXT COLLATE "C" NOT NULL, 
	level BIGINT NOT NULL, 
	name TEXT COLLATE "C" NOT NULL, 
	picture TEXT COLLATE "C", 
	thumb TEXT COLLATE "C", 
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
CREATE TABLE channels (
	shop_id TEXT COLLATE "C" NOT NULL, 
	kind TEXT COLLATE "C" NOT NULL, 
	appid TEXT COLLATE "C" NOT NULL, 
	secret_sealed BYTEA, 
	push_token_sealed BYTEA, 
	push_key_sealed BYTEA, 
	templates JSONB NOT NULL, 
	shipping_managed BOOLEAN NOT NULL, 
	granted BOOLEAN NOT NULL, 
	updated_at TIMESTAMP WITH TIME ZONE NOT NULL, 
	CONSTRAINT pk_channels PRIMARY KEY (shop_id, kind), 
	CONSTRAINT ck_channels_shop_id_0 CHECK (length(shop_id) = 20), 
	CONSTRAINT ck_channels_kind_0 CHECK (length(kind) <= 20), 
	CONSTRAINT ck_channels_appid_0 CHECK (length(appid) <= 32)
)
;;
CREATE TABLE code_settings (
	shop_id TEXT COLLATE "C" NOT NULL, 
	accent TEXT COLLATE "C" NOT NULL, 
	domains JSONB NOT NULL, 
	contact JSONB NOT NULL, 
	purposes JSONB NOT NULL, 
	declared JSONB, 
	declared_at TIMESTAMP WITH TIME ZONE, 
	updated_at TIMESTAMP WITH TIME ZONE NOT NULL, 
	CONSTRAINT pk_code_settings PRIMARY KEY (shop_id), 
	CONSTRAINT ck_code_settings_shop_id_0 CHECK (length(shop_id) = 20), 
	CONSTRAINT ck_code_settings_accent_0 CHECK (length(accent) <= 7)
)
;;
CREATE TABLE code_testers (
	shop_id TEXT COLLATE "C" NOT NULL, 
	id TEXT COLLATE "C" NOT NULL, 
	wechat_id_sealed BYTEA NOT NULL, 
	userstr TEXT COLLATE "C" NOT NULL, 
	created_at TIMESTAMP WITH TIME ZONE NOT NULL, 
	CONSTRAINT pk_code_testers PRIMARY KEY (shop_id, id), 
	CONSTRAINT ck_code_testers_shop_id_0 CHECK (length(shop_id) = 20), 
	CONSTRAINT ck_code_testers_id_0 CHECK (length(id) = 20), 
	CONSTRAINT ck_code_testers_userstr_0 CHECK (length(userstr) <= 128)
)
;;
CREATE TABLE component_pushes (
	dedup_key TEXT COLLATE "C" NOT NULL, 
	appid TEXT COLLATE "C" NOT NULL, 
	event TEXT COLLATE "C" NOT NULL, 
	content_sealed BYTEA NOT NULL, 
	at TIMESTAMP WITH TIME ZONE NOT NULL, 
	CONSTRAINT pk_component_pushes PRIMARY KEY (dedup_key, appid), 
	CONSTRAINT ck_component_pushes_dedup_key_0 CHECK (length(dedup_key) <= 80), 
	CONSTRAINT ck_component_pushes_appid_0 CHECK (length(appid) <= 64), 
	CONSTRAINT ck_component_pushes_event_0 CHECK (length(event) <= 60)
)
;;
CREATE TABLE component_tickets (
	component TEXT COLLATE "C" NOT NULL, 
	ticket_sealed BYTEA NOT NULL, 
	pushed_at BIGINT NOT NULL, 
	at TIMESTAMP WITH TIME ZONE NOT NULL, 
	CONSTRAINT pk_component_tickets PRIMARY KEY (component), 
	CONSTRAINT ck_component_tickets_component_0 CHECK (length(component) <= 64), 
	CONSTRAINT ck_component_tickets_pushed_at_0 CHECK (pushed_at >= 0)
)
;;
CREATE TABLE confirm_files (
	name TEXT COLLATE "C" NOT NULL, 
	content TEXT COLLATE "C" NOT NULL, 
	keeper TEXT COLLATE "C" NOT NULL, 
	CONSTRAINT pk_confirm_files PRIMARY KEY (name), 
	CONSTRAINT ck_confirm_files_name_0 CHECK (length(name) <= 64), 
	CONSTRAINT ck_confirm_files_content_0 CHECK (length(content) <= 200), 
	CONSTRAINT ck_confirm_files_keeper_0 CHECK (length(keeper) = 20)
)
;;
CREATE TABLE email_codes (
	shop_id TEXT COLLATE "C" NOT NULL, 
	id TEXT COLLATE "C" NOT NULL, 
	email_index BYTEA NOT NULL, 
	email_sealed BYTEA NOT NULL, 
	digest BYTEA, 
	tries BIGINT NOT NULL, 
	created_at TIMESTAMP WITH TIME ZONE NOT NULL, 
	expires_at TIMESTAMP WITH TIME ZONE NOT NULL, 
	used_at TIMESTAMP WITH TIME ZONE, 
	CONSTRAINT pk_email_codes PRIMARY KEY (shop_id, id), 
	CONSTRAINT ck_email_codes_shop_id_0 CHECK (length(shop_id) = 20), 
	CONSTRAINT ck_email_codes_id_0 CHECK (length(id) = 20), 
	CONSTRAINT ck_email_codes_tries_0 CHECK (tries >= 0)
)
;;
CREATE INDEX ix_email_codes_email ON email_codes (shop_id, email_index)
;;
CREATE TABLE freight_templates (
	shop_id TEXT COLLATE "C" NOT NULL, 
	id TEXT COLLATE "C" NOT NULL, 
	name TEXT COLLATE "C" NOT NULL, 
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
CREATE TABLE grant_states (
	digest BYTEA NOT NULL, 
	shop_id TEXT COLLATE "C" NOT NULL, 
	merchant_id TEXT COLLATE "C" NOT NULL, 
	created_at TIMESTAMP WITH TIME ZONE NOT NULL, 
	used_at TIMESTAMP WITH TIME ZONE, 
	CONSTRAINT pk_grant_states PRIMARY KEY (digest), 
	CONSTRAINT ck_grant_states_shop_id_0 CHECK (length(shop_id) = 20), 
	CONSTRAINT ck_grant_states_merchant_id_0 CHECK (length(merchant_id) = 20)
)
;;
CREATE TABLE home_pages (
	shop_id TEXT COLLATE "C" NOT NULL, 
	document JSONB NOT NULL, 
	version BIGINT NOT NULL, 
	updated_at TIMESTAMP WITH TIME ZONE NOT NULL, 
	CONSTRAINT pk_home_pages PRIMARY KEY (shop_id), 
	CONSTRAINT ck_home_pages_shop_id_0 CHECK (length(shop_id) = 20), 
	CONSTRAINT ck_home_pages_version_0 CHECK (version >= 1)
)
;;
CREATE TABLE idempotency (
	shop_id TEXT COLLATE "C" NOT NULL, 
	actor TEXT COLLATE "C" NOT NULL, 
	key TEXT COLLATE "C" NOT NULL, 
	fingerprint TEXT COLLATE "C" NOT NULL, 
	answer TEXT COLLATE "C" NOT NULL, 
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
	shop_id TEXT COLLATE "C" NOT NULL, 
	id TEXT COLLATE "C" NOT NULL, 
	file_name TEXT COLLATE "C" NOT NULL, 
	file_key TEXT COLLATE "C" NOT NULL, 
	dry_run BOOLEAN NOT NULL, 
	status TEXT COLLATE "C" NOT NULL, 
	next_group BIGINT NOT NULL, 
	rows_total BIGINT NOT NULL, 
	rows_done BIGINT NOT NULL, 
	goods_created BIGINT NOT NULL, 
	goods_updated BIGINT NOT NULL, 
	rows_skipped BIGINT NOT NULL, 
	rows_failed BIGINT NOT NULL, 
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
	CONSTRAINT ck_imports_rows_failed_0 CHECK (rows_failed >= 0)
)
;;
CREATE TABLE launch_beacons (
	shop_id TEXT COLLATE "C" NOT NULL, 
	env_version TEXT COLLATE "C" NOT NULL, 
	version TEXT COLLATE "C" NOT NULL, 
	appid TEXT COLLATE "C" NOT NULL, 
	first_at TIMESTAMP WITH TIME ZONE NOT NULL, 
	last_at TIMESTAMP WITH TIME ZONE NOT NULL, 
	CONSTRAINT pk_launch_beacons PRIMARY KEY (shop_id, env_version, version, appid), 
	CONSTRAINT ck_launch_beacons_shop_id_0 CHECK (length(shop_id) = 20), 
	CONSTRAINT ck_launch_beacons_env_version_0 CHECK (length(env_version) <= 10), 
	CONSTRAINT ck_launch_beacons_version_0 CHECK (length(version) <= 64), 
	CONSTRAINT ck_launch_beacons_appid_0 CHECK (length(appid) <= 32)
)
;;
CREATE TABLE launch_cases (
	shop_id TEXT COLLATE "C" NOT NULL, 
	id TEXT COLLATE "C" NOT NULL, 
	step TEXT COLLATE "C" NOT NULL, 
	desk TEXT COLLATE "C" NOT NULL, 
	text TEXT COLLATE "C" NOT NULL, 
	answer TEXT COLLATE "C", 
	is_open BOOLEAN NOT NULL, 
	actor TEXT COLLATE "C" NOT NULL, 
	opened_at TIMESTAMP WITH TIME ZONE NOT NULL, 
	closed_at TIMESTAMP WITH TIME ZONE, 
	reminded_at TIMESTAMP WITH TIME ZONE, 
	CONSTRAINT pk_launch_cases PRIMARY KEY (shop_id, id), 
	CONSTRAINT ck_launch_cases_shop_id_0 CHECK (length(shop_id) = 20), 
	CONSTRAINT ck_launch_cases_id_0 CHECK (length(id) = 20), 
	CONSTRAINT ck_launch_cases_step_0 CHECK (length(step) <= 20), 
	CONSTRAINT ck_launch_cases_desk_0 CHECK (length(desk) <= 20), 
	CONSTRAINT ck_launch_cases_text_0 CHECK (length(text) <= 4000), 
	CONSTRAINT ck_launch_cases_answer_0 CHECK (length(answer) <= 1000), 
	CONSTRAINT ck_launch_cases_actor_0 CHECK (length(actor) <= 60)
)
;;
CREATE INDEX ix_launch_cases_open ON launch_cases (shop_id, is_open, id)
;;
CREATE TABLE launch_declared (
	shop_id TEXT COLLATE "C" NOT NULL, 
	task TEXT COLLATE "C" NOT NULL, 
	actor TEXT COLLATE "C" NOT NULL, 
	at TIMESTAMP WITH TIME ZONE NOT NULL, 
	CONSTRAINT pk_launch_declared PRIMARY KEY (shop_id, task), 
	CONSTRAINT ck_launch_declared_shop_id_0 CHECK (length(shop_id) = 20), 
	CONSTRAINT ck_launch_declared_task_0 CHECK (length(task) <= 20), 
	CONSTRAINT ck_launch_declared_actor_0 CHECK (length(actor) <= 60)
)
;;
CREATE TABLE launch_forms (
	shop_id TEXT COLLATE "C" NOT NULL, 
	kind TEXT COLLATE "C" NOT NULL, 
	form_sealed BYTEA, 
	reference TEXT COLLATE "C", 
	link TEXT COLLATE "C", 
	faults JSONB NOT NULL, 
	number TEXT COLLATE "C", 
	handed_in_at TIMESTAMP WITH TIME ZONE, 
	updated_at TIMESTAMP WITH TIME ZONE NOT NULL, 
	CONSTRAINT pk_launch_forms PRIMARY KEY (shop_id, kind), 
	CONSTRAINT ck_launch_forms_shop_id_0 CHECK (length(shop_id) = 20), 
	CONSTRAINT ck_launch_forms_kind_0 CHECK (length(kind) <= 20), 
	CONSTRAINT ck_launch_forms_reference_0 CHECK (length(reference) <= 128), 
	CONSTRAINT ck_launch_forms_link_0 CHECK (length(link) <= 600), 
	CONSTRAINT ck_launch_forms_number_0 CHECK (length(number) <= 40)
)
;;
CREATE TABLE launch_history (
	shop_id TEXT COLLATE "C" NOT NULL, 
	id TEXT COLLATE "C" NOT NULL, 
	step TEXT COLLATE "C" NOT NULL, 
	action TEXT COLLATE "C" NOT NULL, 
	status_from TEXT COLLATE "C" NOT NULL, 
	status_to TEXT COLLATE "C" NOT NULL, 
	actor TEXT COLLATE "C" NOT NULL, 
	why TEXT COLLATE "C", 
	stood_s BIGINT NOT NULL, 
	at TIMESTAMP WITH TIME ZONE NOT NULL, 
	CONSTRAINT pk_launch_history PRIMARY KEY (shop_id, id), 
	CONSTRAINT ck_launch_history_shop_id_0 CHECK (length(shop_id) = 20), 
	CONSTRAINT ck_launch_history_id_0 CHECK (length(id) = 20), 
	CONSTRAINT ck_launch_history_step_0 CHECK (length(step) <= 20), 
	CONSTRAINT ck_launch_history_action_0 CHECK (length(action) <= 10), 
	CONSTRAINT ck_launch_history_status_from_0 CHECK (length(status_from) <= 20), 
	CONSTRAINT ck_launch_history_status_to_0 CHECK (length(status_to) <= 20), 
	CONSTRAINT ck_launch_history_actor_0 CHECK (length(actor) <= 60), 
	CONSTRAINT ck_launch_history_why_0 CHECK (length(why) <= 300), 
	CONSTRAINT ck_launch_history_stood_s_0 CHECK (stood_s >= 0)
)
;;
CREATE INDEX ix_launch_history_step ON launch_history (shop_id, step, id)
;;
CREATE TABLE launch_steps (
	shop_id TEXT COLLATE "C" NOT NULL, 
	step TEXT COLLATE "C" NOT NULL, 
	status TEXT COLLATE "C" NOT NULL, 
	proof TEXT COLLATE "C", 
	outlook JSONB NOT NULL, 
	since TIMESTAMP WITH TIME ZONE NOT NULL, 
	looked_at TIMESTAMP WITH TIME ZONE NOT NULL, 
	reminded_at TIMESTAMP WITH TIME ZONE, 
	CONSTRAINT pk_launch_steps PRIMARY KEY (shop_id, step), 
	CONSTRAINT ck_launch_steps_shop_id_0 CHECK (length(shop_id) = 20), 
	CONSTRAINT ck_launch_steps_step_0 CHECK (length(step) <= 20), 
	CONSTRAINT ck_launch_steps_status_0 CHECK (length(status) <= 20), 
	CONSTRAINT ck_launch_steps_proof_0 CHECK (length(proof) <= 10)
)
;;
CREATE INDEX ix_launch_steps_status ON launch_steps (shop_id, status)
;;
CREATE TABLE launch_template_items (
	shop_id TEXT COLLATE "C" NOT NULL, 
	kind TEXT COLLATE "C" NOT NULL, 
	item_id TEXT COLLATE "C" NOT NULL, 
	template TEXT COLLATE "C" NOT NULL, 
	mark TEXT COLLATE "C" NOT NULL, 
	at TIMESTAMP WITH TIME ZONE NOT NULL, 
	CONSTRAINT pk_launch_template_items PRIMARY KEY (shop_id, kind, item_id), 
	CONSTRAINT ck_launch_template_items_shop_id_0 CHECK (length(shop_id) = 20), 
	CONSTRAINT ck_launch_template_items_kind_0 CHECK (length(kind) <= 10), 
	CONSTRAINT ck_launch_template_items_item_id_0 CHECK (length(item_id) <= 20), 
	CONSTRAINT ck_launch_template_items_template_0 CHECK (length(template) <= 10), 
	CONSTRAINT ck_launch_template_items_mark_0 CHECK (length(mark) <= 40)
)
;;
CREATE TABLE launches (
	shop_id TEXT COLLATE "C" NOT NULL, 
	mode TEXT COLLATE "C", 
	started_at TIMESTAMP WITH TIME ZONE NOT NULL, 
	live_at TIMESTAMP WITH TIME ZONE, 
	consent_until TIMESTAMP WITH TIME ZONE, 
	CONSTRAINT pk_launches PRIMARY KEY (shop_id), 
	CONSTRAINT ck_launches_shop_id_0 CHECK (length(shop_id) = 20), 
	CONSTRAINT ck_launches_mode_0 CHECK (length(mode) <= 10)
)
;;
CREATE TABLE media (
	shop_id TEXT COLLATE "C" NOT NULL, 
	id TEXT COLLATE "C" NOT NULL, 
	medium TEXT COLLATE "C" NOT NULL, 
	thumb TEXT COLLATE "C" NOT NULL, 
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
CREATE TABLE members (
	shop_id TEXT COLLATE "C" NOT NULL, 
	id TEXT COLLATE "C" NOT NULL, 
	nickname TEXT COLLATE "C" NOT NULL, 
	avatar TEXT COLLATE "C", 
	phone_sealed BYTEA, 
	email_sealed BYTEA, 
	created_at TIMESTAMP WITH TIME ZONE NOT NULL, 
	last_seen_at TIMESTAMP WITH TIME ZONE NOT NULL, 
	erased_at TIMESTAMP WITH TIME ZONE, 
	CONSTRAINT pk_members PRIMARY KEY (shop_id, id), 
	CONSTRAINT ck_members_shop_id_0 CHECK (length(shop_id) = 20), 
	CONSTRAINT ck_members_id_0 CHECK (length(id) = 20), 
	CONSTRAINT ck_members_nickname_0 CHECK (length(nickname) <= 40), 
	CONSTRAINT ck_members_avatar_0 CHECK (length(avatar) <= 120)
)
;;
CREATE TABLE memberships (
	merchant_id TEXT COLLATE "C" NOT NULL, 
	shop_id TEXT COLLATE "C" NOT NULL, 
	role TEXT COLLATE "C" NOT NULL, 
	created_at TIMESTAMP WITH TIME ZONE NOT NULL, 
	CONSTRAINT pk_memberships PRIMARY KEY (merchant_id, shop_id), 
	CONSTRAINT ck_memberships_merchant_id_0 CHECK (length(merchant_id) = 20), 
	CONSTRAINT ck_memberships_shop_id_0 CHECK (length(shop_id) = 20), 
	CONSTRAINT ck_memberships_role_0 CHECK (length(role) <= 20)
)
;;
CREATE INDEX ix_memberships_shop ON memberships (shop_id)
;;
CREATE TABLE merchant_links (
	digest BYTEA NOT NULL, 
	merchant_id TEXT COLLATE "C" NOT NULL, 
	purpose TEXT COLLATE "C" NOT NULL, 
	expires_at TIMESTAMP WITH TIME ZONE NOT NULL, 
	used_at TIMESTAMP WITH TIME ZONE, 
	CONSTRAINT pk_merchant_links PRIMARY KEY (digest), 
	CONSTRAINT ck_merchant_links_merchant_id_0 CHECK (length(merchant_id) = 20), 
	CONSTRAINT ck_merchant_links_purpose_0 CHECK (length(purpose) <= 10)
)
;;
CREATE INDEX ix_merchant_links_merchant ON merchant_links (merchant_id)
;;
CREATE TABLE merchants (
	id TEXT COLLATE "C" NOT NULL, 
	email_index BYTEA NOT NULL, 
	email_sealed BYTEA NOT NULL, 
	password_hash TEXT COLLATE "C" NOT NULL, 
	created_at TIMESTAMP WITH TIME ZONE NOT NULL, 
	verified_at TIMESTAMP WITH TIME ZONE, 
	CONSTRAINT pk_merchants PRIMARY KEY (id), 
	CONSTRAINT uq_merchants_email UNIQUE (email_index), 
	CONSTRAINT ck_merchants_id_0 CHECK (length(id) = 20), 
	CONSTRAINT ck_merchants_password_hash_0 CHECK (length(password_hash) <= 200)
)
;;
CREATE TABLE oauth_states (
	shop_id TEXT COLLATE "C" NOT NULL, 
	digest BYTEA NOT NULL, 
	created_at TIMESTAMP WITH TIME ZONE NOT NULL, 
	used_at TIMESTAMP WITH TIME ZONE, 
	CONSTRAINT pk_oauth_states PRIMARY KEY (shop_id, digest), 
	CONSTRAINT ck_oauth_states_shop_id_0 CHECK (length(shop_id) = 20)
)
;;
CREATE TABLE outbox (
	shop_id TEXT COLLATE "C" NOT NULL, 
	id TEXT COLLATE "C" NOT NULL, 
	consumer TEXT COLLATE "C" NOT NULL, 
	dedupe TEXT COLLATE "C" NOT NULL, 
	payload TEXT COLLATE "C" NOT NULL, 
	created_at TIMESTAMP WITH TIME ZONE NOT NULL, 
	run_at TIMESTAMP WITH TIME ZONE NOT NULL, 
	attempts BIGINT NOT NULL, 
	lease_until TIMESTAMP WITH TIME ZONE, 
	done_at TIMESTAMP WITH TIME ZONE, 
	dead_at TIMESTAMP WITH TIME ZONE, 
	last_error TEXT COLLATE "C", 
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
CREATE TABLE packages (
	shop_id TEXT COLLATE "C" NOT NULL, 
	id TEXT COLLATE "C" NOT NULL, 
	version TEXT COLLATE "C" NOT NULL, 
	description TEXT COLLATE "C" NOT NULL, 
	profile TEXT COLLATE "C" NOT NULL, 
	origin TEXT COLLATE "C" NOT NULL, 
	appid TEXT COLLATE "C" NOT NULL, 
	status TEXT COLLATE "C" NOT NULL, 
	round BIGINT NOT NULL, 
	percent BIGINT NOT NULL, 
	log JSONB NOT NULL, 
	findings JSONB NOT NULL, 
	sizes JSONB, 
	pages JSONB NOT NULL, 
	apis JSONB NOT NULL, 
	privacy JSONB NOT NULL, 
	sha256 TEXT COLLATE "C", 
	zip_bytes BIGINT, 
	object_key TEXT COLLATE "C", 
	upload_error TEXT COLLATE "C", 
	actor TEXT COLLATE "C" NOT NULL, 
	created_at TIMESTAMP WITH TIME ZONE NOT NULL, 
	updated_at TIMESTAMP WITH TIME ZONE NOT NULL, 
	uploaded_at TIMESTAMP WITH TIME ZONE, 
	CONSTRAINT pk_packages PRIMARY KEY (shop_id, id), 
	CONSTRAINT uq_packages_version UNIQUE (shop_id, version), 
	CONSTRAINT ck_packages_shop_id_0 CHECK (length(shop_id) = 20), 
	CONSTRAINT ck_packages_id_0 CHECK (length(id) = 20), 
	CONSTRAINT ck_packages_version_0 CHECK (length(version) <= 32), 
	CONSTRAINT ck_packages_description_0 CHECK (length(description) <= 200), 
	CONSTRAINT ck_packages_profile_0 CHECK (length(profile) <= 10), 
	CONSTRAINT ck_packages_origin_0 CHECK (length(origin) <= 10), 
	CONSTRAINT ck_packages_appid_0 CHECK (length(appid) <= 64), 
	CONSTRAINT ck_packages_status_0 CHECK (length(status) <= 10), 
	CONSTRAINT ck_packages_round_0 CHECK (round >= 0), 
	CONSTRAINT ck_packages_percent_0 CHECK (percent >= 0), 
	CONSTRAINT ck_packages_sha256_0 CHECK (length(sha256) <= 64), 
	CONSTRAINT ck_packages_zip_bytes_0 CHECK (zip_bytes >= 0), 
	CONSTRAINT ck_packages_object_key_0 CHECK (length(object_key) <= 120), 
	CONSTRAINT ck_packages_upload_error_0 CHECK (length(upload_error) <= 300), 
	CONSTRAINT ck_packages_actor_0 CHECK (length(actor) <= 60)
)
;;
CREATE INDEX ix_packages_uploaded ON packages (shop_id, uploaded_at)
;;
CREATE TABLE papers (
	shop_id TEXT COLLATE "C" NOT NULL, 
	id TEXT COLLATE "C" NOT NULL, 
	kind TEXT COLLATE "C" NOT NULL, 
	valid_until TEXT COLLATE "C", 
	note TEXT COLLATE "C", 
	file_key TEXT COLLATE "C" NOT NULL, 
	bytes BIGINT NOT NULL, 
	created_at TIMESTAMP WITH TIME ZONE NOT NULL, 
	CONSTRAINT pk_papers PRIMARY KEY (shop_id, id), 
	CONSTRAINT ck_papers_shop_id_0 CHECK (length(shop_id) = 20), 
	CONSTRAINT ck_papers_id_0 CHECK (length(id) = 20), 
	CONSTRAINT ck_papers_kind_0 CHECK (length(kind) <= 30), 
	CONSTRAINT ck_papers_valid_until_0 CHECK (length(valid_until) <= 10), 
	CONSTRAINT ck_papers_note_0 CHECK (length(note) <= 120), 
	CONSTRAINT ck_papers_file_key_0 CHECK (length(file_key) <= 120), 
	CONSTRAINT ck_papers_bytes_0 CHECK (bytes >= 0)
)
;;
CREATE INDEX ix_papers_kind ON papers (shop_id, kind)
;;
CREATE TABLE pay_alerts (
	shop_id TEXT COLLATE "C" NOT NULL, 
	id TEXT COLLATE "C" NOT NULL, 
	at TIMESTAMP WITH TIME ZONE NOT NULL, 
	code TEXT COLLATE "C" NOT NULL, 
	facts JSONB NOT NULL, 
	CONSTRAINT pk_pay_alerts PRIMARY KEY (shop_id, id), 
	CONSTRAINT ck_pay_alerts_shop_id_0 CHECK (length(shop_id) = 20), 
	CONSTRAINT ck_pay_alerts_id_0 CHECK (length(id) = 20), 
	CONSTRAINT ck_pay_alerts_code_0 CHECK (length(code) <= 60)
)
;;
CREATE TABLE pay_notices (
	shop_id TEXT COLLATE "C" NOT NULL, 
	id TEXT COLLATE "C" NOT NULL, 
	kind TEXT COLLATE "C" NOT NULL, 
	received_at TIMESTAMP WITH TIME ZONE NOT NULL, 
	CONSTRAINT pk_pay_notices PRIMARY KEY (shop_id, id), 
	CONSTRAINT ck_pay_notices_shop_id_0 CHECK (length(shop_id) = 20), 
	CONSTRAINT ck_pay_notices_id_0 CHECK (length(id) <= 64), 
	CONSTRAINT ck_pay_notices_kind_0 CHECK (length(kind) <= 10)
)
;;
CREATE TABLE payment_accounts (
	shop_id TEXT COLLATE "C" NOT NULL, 
	mchid TEXT COLLATE "C" NOT NULL, 
	provider_mchid TEXT COLLATE "C", 
	serial_no TEXT COLLATE "C", 
	private_key_sealed BYTEA, 
	apiv3_key_sealed BYTEA, 
	public_key_id TEXT COLLATE "C", 
	public_key_pem TEXT COLLATE "C", 
	certificate_pem TEXT COLLATE "C", 
	updated_at TIMESTAMP WITH TIME ZONE NOT NULL, 
	checked_at TIMESTAMP WITH TIME ZONE, 
	check_code TEXT COLLATE "C", 
	findings JSONB, 
	CONSTRAINT pk_payment_accounts PRIMARY KEY (shop_id), 
	CONSTRAINT ck_payment_accounts_own_number CHECK (provider_mchid IS NULL OR provider_mchid <> mchid), 
	CONSTRAINT ck_payment_accounts_keys CHECK ((provider_mchid IS NULL) = (private_key_sealed IS NOT NULL)), 
	CONSTRAINT ck_payment_accounts_shop_id_0 CHECK (length(shop_id) = 20), 
	CONSTRAINT ck_payment_accounts_mchid_0 CHECK (length(mchid) <= 32), 
	CONSTRAINT ck_payment_accounts_provider_mchid_0 CHECK (length(provider_mchid) <= 32), 
	CONSTRAINT ck_payment_accounts_serial_no_0 CHECK (length(serial_no) <= 64), 
	CONSTRAINT ck_payment_accounts_public_key_id_0 CHECK (length(public_key_id) <= 64), 
	CONSTRAINT ck_payment_accounts_public_key_pem_0 CHECK (length(public_key_pem) <= 4000), 
	CONSTRAINT ck_payment_accounts_certificate_pem_0 CHECK (length(certificate_pem) <= 8000), 
	CONSTRAINT ck_payment_accounts_check_code_0 CHECK (length(check_code) <= 60)
)
;;
CREATE TABLE payment_proofs (
	shop_id TEXT COLLATE "C" NOT NULL, 
	id TEXT COLLATE "C" NOT NULL, 
	kind TEXT COLLATE "C" NOT NULL, 
	slot TEXT COLLATE "C", 
	status TEXT COLLATE "C" NOT NULL, 
	payment_id TEXT COLLATE "C", 
	code_url TEXT COLLATE "C", 
	token_hash BYTEA, 
	last_error TEXT COLLATE "C", 
	created_at TIMESTAMP WITH TIME ZONE NOT NULL, 
	expires_at TIMESTAMP WITH TIME ZONE NOT NULL, 
	paid_at TIMESTAMP WITH TIME ZONE, 
	refunded_at TIMESTAMP WITH TIME ZONE, 
	ended_at TIMESTAMP WITH TIME ZONE, 
	CONSTRAINT pk_payment_proofs PRIMARY KEY (shop_id, id), 
	CONSTRAINT uq_payment_proofs_slot UNIQUE (shop_id, slot), 
	CONSTRAINT ck_payment_proofs_shop_id_0 CHECK (length(shop_id) = 20), 
	CONSTRAINT ck_payment_proofs_id_0 CHECK (length(id) = 20), 
	CONSTRAINT ck_payment_proofs_kind_0 CHECK (length(kind) <= 20), 
	CONSTRAINT ck_payment_proofs_slot_0 CHECK (length(slot) <= 20), 
	CONSTRAINT ck_payment_proofs_status_0 CHECK (length(status) <= 10), 
	CONSTRAINT ck_payment_proofs_payment_id_0 CHECK (length(payment_id) = 20), 
	CONSTRAINT ck_payment_proofs_code_url_0 CHECK (length(code_url) <= 512), 
	CONSTRAINT ck_payment_proofs_last_error_0 CHECK (length(last_error) <= 200)
)
;;
CREATE INDEX ix_payment_proofs_due ON payment_proofs (shop_id, expires_at) WHERE status = 'waiting'
;;
CREATE TABLE payments (
	shop_id TEXT COLLATE "C" NOT NULL, 
	id TEXT COLLATE "C" NOT NULL, 
	payable_kind TEXT COLLATE "C" NOT NULL, 
	payable_id TEXT COLLATE "C" NOT NULL, 
	subject TEXT COLLATE "C" NOT NULL, 
	channel TEXT COLLATE "C" NOT NULL, 
	appid TEXT COLLATE "C" NOT NULL, 
	mchid TEXT COLLATE "C" NOT NULL, 
	openid TEXT COLLATE "C" NOT NULL, 
	out_trade_no TEXT COLLATE "C" NOT NULL, 
	amount_fen BIGINT NOT NULL, 
	refunded_fen BIGINT NOT NULL, 
	status TEXT COLLATE "C" NOT NULL, 
	prepay_id TEXT COLLATE "C", 
	prepaid_at TIMESTAMP WITH TIME ZONE, 
	transaction_id TEXT COLLATE "C", 
	created_at TIMESTAMP WITH TIME ZONE NOT NULL, 
	expires_at TIMESTAMP WITH TIME ZONE NOT NULL, 
	paid_at TIMESTAMP WITH TIME ZONE, 
	noticed_at TIMESTAMP WITH TIME ZONE, 
	closed_at TIMESTAMP WITH TIME ZONE, 
	next_query_at TIMESTAMP WITH TIME ZONE, 
	CONSTRAINT pk_payments PRIMARY KEY (shop_id, id), 
	CONSTRAINT ck_payments_refunded CHECK (refunded_fen <= amount_fen), 
	CONSTRAINT ck_payments_proof CHECK ((status = 'paid') = (transaction_id IS NOT NULL)), 
	CONSTRAINT uq_payments_out_trade_no UNIQUE (shop_id, out_trade_no), 
	CONSTRAINT uq_payments_transaction UNIQUE (shop_id, transaction_id), 
	CONSTRAINT ck_payments_shop_id_0 CHECK (length(shop_id) = 20), 
	CONSTRAINT ck_payments_id_0 CHECK (length(id) = 20), 
	CONSTRAINT ck_payments_payable_kind_0 CHECK (length(payable_kind) <= 20), 
	CONSTRAINT ck_payments_payable_id_0 CHECK (length(payable_id) = 20), 
	CONSTRAINT ck_payments_subject_0 CHECK (length(subject) <= 127), 
	CONSTRAINT ck_payments_channel_0 CHECK (length(channel) <= 20), 
	CONSTRAINT ck_payments_appid_0 CHECK (length(appid) <= 32), 
	CONSTRAINT ck_payments_mchid_0 CHECK (length(mchid) <= 32), 
	CONSTRAINT ck_payments_openid_0 CHECK (length(openid) <= 128), 
	CONSTRAINT ck_payments_out_trade_no_0 CHECK (length(out_trade_no) <= 32), 
	CONSTRAINT ck_payments_amount_fen_0 CHECK (amount_fen >= 1), 
	CONSTRAINT ck_payments_refunded_fen_0 CHECK (refunded_fen >= 0), 
	CONSTRAINT ck_payments_status_0 CHECK (length(status) <= 10), 
	CONSTRAINT ck_payments_prepay_id_0 CHECK (length(prepay_id) <= 64), 
	CONSTRAINT ck_payments_transaction_id_0 CHECK (length(transaction_id) <= 32)
)
;;
CREATE INDEX ix_payments_due ON payments (shop_id, next_query_at) WHERE next_query_at IS NOT NULL
;;
CREATE INDEX ix_payments_payable ON payments (shop_id, payable_kind, payable_id)
;;
CREATE TABLE picture_links (
	shop_id TEXT COLLATE "C" NOT NULL, 
	digest TEXT COLLATE "C" NOT NULL, 
	url TEXT COLLATE "C" NOT NULL, 
	state TEXT COLLATE "C" NOT NULL, 
	media_id TEXT COLLATE "C", 
	reason TEXT COLLATE "C", 
	CONSTRAINT pk_picture_links PRIMARY KEY (shop_id, digest), 
	CONSTRAINT ck_picture_links_shop_id_0 CHECK (length(shop_id) = 20), 
	CONSTRAINT ck_picture_links_digest_0 CHECK (length(digest) <= 64), 
	CONSTRAINT ck_picture_links_url_0 CHECK (length(url) <= 2048), 
	CONSTRAINT ck_picture_links_state_0 CHECK (length(state) <= 10), 
	CONSTRAINT ck_picture_links_media_id_0 CHECK (length(media_id) <= 120), 
	CONSTRAINT ck_picture_links_reason_0 CHECK (length(reason) <= 40)
)
;;
CREATE TABLE purchases (
	shop_id TEXT COLLATE "C" NOT NULL, 
	member_id TEXT COLLATE "C" NOT NULL, 
	goods_id TEXT COLLATE "C" NOT NULL, 
	units BIGINT NOT NULL, 
	CONSTRAINT pk_purchases PRIMARY KEY (shop_id, member_id, goods_id), 
	CONSTRAINT ck_purchases_shop_id_0 CHECK (length(shop_id) = 20), 
	CONSTRAINT ck_purchases_member_id_0 CHECK (length(member_id) = 20), 
	CONSTRAINT ck_purchases_goods_id_0 CHECK (length(goods_id) = 20), 
	CONSTRAINT ck_purchases_units_0 CHECK (units >= 0)
)
;;
CREATE TABLE registration_claims (
	fingerprint BYTEA NOT NULL, 
	shop_id TEXT COLLATE "C" NOT NULL, 
	registration_id TEXT COLLATE "C" NOT NULL, 
	open_until TIMESTAMP WITH TIME ZONE NOT NULL, 
	CONSTRAINT pk_registration_claims PRIMARY KEY (fingerprint), 
	CONSTRAINT ck_registration_claims_shop_id_0 CHECK (length(shop_id) = 20), 
	CONSTRAINT ck_registration_claims_registration_id_0 CHECK (length(registration_id) = 20)
)
;;
CREATE TABLE search_terms (
	shop_id TEXT COLLATE "C" NOT NULL, 
	term TEXT COLLATE "C" NOT NULL, 
	goods_id TEXT COLLATE "C" NOT NULL, 
	weight BIGINT NOT NULL, 
	CONSTRAINT pk_search_terms PRIMARY KEY (shop_id, term, goods_id), 
	CONSTRAINT ck_search_terms_shop_id_0 CHECK (length(shop_id) = 20), 
	CONSTRAINT ck_search_terms_term_0 CHECK (length(term) <= 40), 
	CONSTRAINT ck_search_terms_goods_id_0 CHECK (length(goods_id) = 20), 
	CONSTRAINT ck_search_terms_weight_0 CHECK (weight >= 1)
)
;;
CREATE INDEX ix_search_terms_goods ON search_terms (shop_id, goods_id)
;;
CREATE TABLE sessions (
	digest BYTEA NOT NULL, 
	merchant_id TEXT COLLATE "C" NOT NULL, 
	csrf TEXT COLLATE "C" NOT NULL, 
	created_at TIMESTAMP WITH TIME ZONE NOT NULL, 
	expires_at TIMESTAMP WITH TIME ZONE NOT NULL, 
	agent TEXT COLLATE "C" NOT NULL, 
	CONSTRAINT pk_sessions PRIMARY KEY (digest), 
	CONSTRAINT ck_sessions_merchant_id_0 CHECK (length(merchant_id) = 20), 
	CONSTRAINT ck_sessions_csrf_0 CHECK (length(csrf) <= 80), 
	CONSTRAINT ck_sessions_agent_0 CHECK (length(agent) <= 200)
)
;;
CREATE INDEX ix_sessions_merchant ON sessions (merchant_id)
;;
CREATE TABLE share_pictures (
	shop_id TEXT COLLATE "C" NOT NULL, 
	goods_id TEXT COLLATE "C" NOT NULL, 
	kind TEXT COLLATE "C" NOT NULL, 
	owner TEXT COLLATE "C" NOT NULL, 
	digest TEXT COLLATE "C" NOT NULL, 
	picture TEXT COLLATE "C" NOT NULL, 
	made_at TIMESTAMP WITH TIME ZONE NOT NULL, 
	CONSTRAINT pk_share_pictures PRIMARY KEY (shop_id, goods_id, kind, owner), 
	CONSTRAINT ck_share_pictures_shop_id_0 CHECK (length(shop_id) = 20), 
	CONSTRAINT ck_share_pictures_goods_id_0 CHECK (length(goods_id) = 20), 
	CONSTRAINT ck_share_pictures_kind_0 CHECK (length(kind) <= 12), 
	CONSTRAINT ck_share_pictures_owner_0 CHECK (length(owner) <= 20), 
	CONSTRAINT ck_share_pictures_digest_0 CHECK (length(digest) <= 64), 
	CONSTRAINT ck_share_pictures_picture_0 CHECK (length(picture) <= 120)
)
;;
CREATE TABLE shop_slugs (
	slug TEXT COLLATE "C" NOT NULL, 
	shop_id TEXT COLLATE "C" NOT NULL, 
	CONSTRAINT pk_shop_slugs PRIMARY KEY (slug), 
	CONSTRAINT ck_shop_slugs_slug_0 CHECK (length(slug) <= 32), 
	CONSTRAINT ck_shop_slugs_shop_id_0 CHECK (length(shop_id) = 20)
)
;;
CREATE INDEX ix_shop_slugs_shop ON shop_slugs (shop_id)
;;
CREATE TABLE shop_versions (
	shop_id TEXT COLLATE "C" NOT NULL, 
	version BIGINT NOT NULL, 
	CONSTRAINT pk_shop_versions PRIMARY KEY (shop_id), 
	CONSTRAINT ck_shop_versions_shop_id_0 CHECK (length(shop_id) = 20), 
	CONSTRAINT ck_shop_versions_version_0 CHECK (version >= 1)
)
;;
CREATE TABLE shops (
	shop_id TEXT COLLATE "C" NOT NULL, 
	slug TEXT COLLATE "C" NOT NULL, 
	name TEXT COLLATE "C" NOT NULL, 
	settings JSONB NOT NULL, 
	weapp_selling BOOLEAN NOT NULL, 
	created_at TIMESTAMP WITH TIME ZONE NOT NULL, 
	CONSTRAINT pk_shops PRIMARY KEY (shop_id), 
	CONSTRAINT ck_shops_shop_id_0 CHECK (length(shop_id) = 20), 
	CONSTRAINT ck_shops_slug_0 CHECK (length(slug) <= 32), 
	CONSTRAINT ck_shops_name_0 CHECK (length(name) <= 30)
)
;;
CREATE TABLE staff_invitations (
	shop_id TEXT COLLATE "C" NOT NULL, 
	id TEXT COLLATE "C" NOT NULL, 
	email_index BYTEA NOT NULL, 
	email_sealed BYTEA NOT NULL, 
	role TEXT COLLATE "C" NOT NULL, 
	digest BYTEA, 
	created_at TIMESTAMP WITH TIME ZONE NOT NULL, 
	expires_at TIMESTAMP WITH TIME ZONE NOT NULL, 
	CONSTRAINT pk_staff_invitations PRIMARY KEY (shop_id, id), 
	CONSTRAINT uq_staff_invitations_email UNIQUE (shop_id, email_index), 
	CONSTRAINT ck_staff_invitations_shop_id_0 CHECK (length(shop_id) = 20), 
	CONSTRAINT ck_staff_invitations_id_0 CHECK (length(id) = 20), 
	CONSTRAINT ck_staff_invitations_role_0 CHECK (length(role) <= 20)
)
;;
CREATE TABLE stock_journal (
	shop_id TEXT COLLATE "C" NOT NULL, 
	id TEXT COLLATE "C" NOT NULL, 
	sku_id TEXT COLLATE "C" NOT NULL, 
	goods_id TEXT COLLATE "C" NOT NULL, 
	kind TEXT COLLATE "C" NOT NULL, 
	delta BIGINT NOT NULL, 
	available_after BIGINT NOT NULL, 
	reason TEXT COLLATE "C" NOT NULL, 
	actor TEXT COLLATE "C" NOT NULL, 
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
CREATE TABLE subjects (
	shop_id TEXT COLLATE "C" NOT NULL, 
	kind TEXT COLLATE "C" NOT NULL, 
	name_sealed BYTEA NOT NULL, 
	credit_code TEXT COLLATE "C", 
	legal_name_sealed BYTEA, 
	id_number_sealed BYTEA, 
	phone_sealed BYTEA, 
	sells JSONB NOT NULL, 
	locked_at TIMESTAMP WITH TIME ZONE, 
	changed_at TIMESTAMP WITH TIME ZONE NOT NULL, 
	CONSTRAINT pk_subjects PRIMARY KEY (shop_id), 
	CONSTRAINT ck_subjects_shop_id_0 CHECK (length(shop_id) = 20), 
	CONSTRAINT ck_subjects_kind_0 CHECK (length(kind) <= 20), 
	CONSTRAINT ck_subjects_credit_code_0 CHECK (length(credit_code) <= 18)
)
;;
CREATE TABLE upload_keys (
	shop_id TEXT COLLATE "C" NOT NULL, 
	appid TEXT COLLATE "C" NOT NULL, 
	key_sealed BYTEA NOT NULL, 
	fingerprint TEXT COLLATE "C" NOT NULL, 
	robot BIGINT NOT NULL, 
	updated_at TIMESTAMP WITH TIME ZONE NOT NULL, 
	CONSTRAINT pk_upload_keys PRIMARY KEY (shop_id, appid), 
	CONSTRAINT ck_upload_keys_shop_id_0 CHECK (length(shop_id) = 20), 
	CONSTRAINT ck_upload_keys_appid_0 CHECK (length(appid) <= 64), 
	CONSTRAINT ck_upload_keys_fingerprint_0 CHECK (length(fingerprint) <= 64), 
	CONSTRAINT ck_upload_keys_robot_0 CHECK (robot >= 1)
)
;;
CREATE TABLE weapp_grants (
	shop_id TEXT COLLATE "C" NOT NULL, 
	appid TEXT COLLATE "C" NOT NULL, 
	status TEXT COLLATE "C" NOT NULL, 
	source TEXT COLLATE "C" NOT NULL, 
	refresh_token_sealed BYTEA, 
	rights JSONB NOT NULL, 
	user_name TEXT COLLATE "C" NOT NULL, 
	nick_name TEXT COLLATE "C" NOT NULL, 
	principal_name TEXT COLLATE "C" NOT NULL, 
	granted_at TIMESTAMP WITH TIME ZONE NOT NULL, 
	checked_at TIMESTAMP WITH TIME ZONE NOT NULL, 
	revoked_at TIMESTAMP WITH TIME ZONE, 
	CONSTRAINT pk_weapp_grants PRIMARY KEY (shop_id, appid), 
	CONSTRAINT ck_weapp_grants_shop_id_0 CHECK (length(shop_id) = 20), 
	CONSTRAINT ck_weapp_grants_appid_0 CHECK (length(appid) <= 64), 
	CONSTRAINT ck_weapp_grants_status_0 CHECK (length(status) <= 10), 
	CONSTRAINT ck_weapp_grants_source_0 CHECK (length(source) <= 12), 
	CONSTRAINT ck_weapp_grants_user_name_0 CHECK (length(user_name) <= 64), 
	CONSTRAINT ck_weapp_grants_nick_name_0 CHECK (length(nick_name) <= 120), 
	CONSTRAINT ck_weapp_grants_principal_name_0 CHECK (length(principal_name) <= 200)
)
;;
CREATE TABLE weapp_owners (
	appid TEXT COLLATE "C" NOT NULL, 
	shop_id TEXT COLLATE "C" NOT NULL, 
	revoked BOOLEAN NOT NULL, 
	at TIMESTAMP WITH TIME ZONE NOT NULL, 
	CONSTRAINT pk_weapp_owners PRIMARY KEY (appid), 
	CONSTRAINT ck_weapp_owners_appid_0 CHECK (length(appid) <= 64), 
	CONSTRAINT ck_weapp_owners_shop_id_0 CHECK (length(shop_id) = 20)
)
;;
CREATE TABLE weapp_registrations (
	shop_id TEXT COLLATE "C" NOT NULL, 
	id TEXT COLLATE "C" NOT NULL, 
	kind TEXT COLLATE "C" NOT NULL, 
	state TEXT COLLATE "C" NOT NULL, 
	facts_sealed BYTEA NOT NULL, 
	fingerprint BYTEA NOT NULL, 
	code TEXT COLLATE "C", 
	appid TEXT COLLATE "C", 
	auth_code_sealed BYTEA, 
	created_at TIMESTAMP WITH TIME ZONE NOT NULL, 
	updated_at TIMESTAMP WITH TIME ZONE NOT NULL, 
	expires_at TIMESTAMP WITH TIME ZONE NOT NULL, 
	CONSTRAINT pk_weapp_registrations PRIMARY KEY (shop_id, id), 
	CONSTRAINT ck_weapp_registrations_shop_id_0 CHECK (length(shop_id) = 20), 
	CONSTRAINT ck_weapp_registrations_id_0 CHECK (length(id) = 20), 
	CONSTRAINT ck_weapp_registrations_kind_0 CHECK (length(kind) <= 20), 
	CONSTRAINT ck_weapp_registrations_state_0 CHECK (length(state) <= 12), 
	CONSTRAINT ck_weapp_registrations_code_0 CHECK (length(code) <= 20), 
	CONSTRAINT ck_weapp_registrations_appid_0 CHECK (length(appid) <= 64)
)
;;
CREATE INDEX ix_weapp_registrations_open ON weapp_registrations (shop_id, state)
;;
CREATE TABLE wechat_pushes (
	shop_id TEXT COLLATE "C" NOT NULL, 
	dedup_key TEXT COLLATE "C" NOT NULL, 
	kind TEXT COLLATE "C" NOT NULL, 
	event TEXT COLLATE "C" NOT NULL, 
	content_sealed BYTEA NOT NULL, 
	at TIMESTAMP WITH TIME ZONE NOT NULL, 
	CONSTRAINT pk_wechat_pushes PRIMARY KEY (shop_id, dedup_key), 
	CONSTRAINT ck_wechat_pushes_shop_id_0 CHECK (length(shop_id) = 20), 
	CONSTRAINT ck_wechat_pushes_dedup_key_0 CHECK (length(dedup_key) <= 80), 
	CONSTRAINT ck_wechat_pushes_kind_0 CHECK (length(kind) <= 60), 
	CONSTRAINT ck_wechat_pushes_event_0 CHECK (length(event) <= 60)
)
;;
CREATE TABLE wechat_shipping (
	shop_id TEXT COLLATE "C" NOT NULL, 
	shipment_id TEXT COLLATE "C" NOT NULL, 
	order_id TEXT COLLATE "C" NOT NULL, 
	status TEXT COLLATE "C" NOT NULL, 
	error TEXT COLLATE "C", 
	at TIMESTAMP WITH TIME ZONE NOT NULL, 
	settles_at TIMESTAMP WITH TIME ZONE, 
	received_at TIMESTAMP WITH TIME ZONE, 
	settled_at TIMESTAMP WITH TIME ZONE, 
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
CREATE TABLE wechat_tokens (
	name TEXT COLLATE "C" NOT NULL, 
	token_sealed BYTEA, 
	expires_at TIMESTAMP WITH TIME ZONE, 
	leased_by TEXT COLLATE "C", 
	leased_until TIMESTAMP WITH TIME ZONE, 
	CONSTRAINT pk_wechat_tokens PRIMARY KEY (name), 
	CONSTRAINT ck_wechat_tokens_name_0 CHECK (length(name) <= 120), 
	CONSTRAINT ck_wechat_tokens_leased_by_0 CHECK (length(leased_by) <= 40)
)
;;
CREATE TABLE addresses (
	shop_id TEXT COLLATE "C" NOT NULL, 
	id TEXT COLLATE "C" NOT NULL, 
	member_id TEXT COLLATE "C" NOT NULL, 
	recipient_sealed BYTEA NOT NULL, 
	region_code TEXT COLLATE "C" NOT NULL, 
	is_default BOOLEAN NOT NULL, 
	created_at TIMESTAMP WITH TIME ZONE NOT NULL, 
	updated_at TIMESTAMP WITH TIME ZONE NOT NULL, 
	CONSTRAINT pk_addresses PRIMARY KEY (shop_id, id), 
	FOREIGN KEY(shop_id, member_id) REFERENCES members (shop_id, id), 
	CONSTRAINT ck_addresses_shop_id_0 CHECK (length(shop_id) = 20), 
	CONSTRAINT ck_addresses_id_0 CHECK (length(id) = 20), 
	CONSTRAINT ck_addresses_member_id_0 CHECK (length(member_id) = 20), 
	CONSTRAINT ck_addresses_region_code_0 CHECK (length(region_code) <= 12)
)
;;
CREATE INDEX ix_addresses_member ON addresses (shop_id, member_id)
;;
CREATE TABLE campaign_costs (
	shop_id TEXT COLLATE "C" NOT NULL, 
	id TEXT COLLATE "C" NOT NULL, 
	campaign_id TEXT COLLATE "C" NOT NULL, 
	day TEXT COLLATE "C" NOT NULL, 
	amount_fen BIGINT NOT NULL, 
	note TEXT COLLATE "C", 
	created_at TIMESTAMP WITH TIME ZONE NOT NULL, 
	CONSTRAINT pk_campaign_costs PRIMARY KEY (shop_id, id), 
	FOREIGN KEY(shop_id, campaign_id) REFERENCES campaigns (shop_id, id), 
	CONSTRAINT ck_campaign_costs_shop_id_0 CHECK (length(shop_id) = 20), 
	CONSTRAINT ck_campaign_costs_id_0 CHECK (length(id) = 20), 
	CONSTRAINT ck_campaign_costs_campaign_id_0 CHECK (length(campaign_id) = 20), 
	CONSTRAINT ck_campaign_costs_day_0 CHECK (length(day) <= 10), 
	CONSTRAINT ck_campaign_costs_amount_fen_0 CHECK (amount_fen >= 1), 
	CONSTRAINT ck_campaign_costs_note_0 CHECK (length(note) <= 100)
)
;;
CREATE INDEX ix_campaign_costs_campaign ON campaign_costs (shop_id, campaign_id)
;;
CREATE INDEX ix_campaign_costs_day ON campaign_costs (shop_id, day)
;;
CREATE TABLE code_reviews (
	shop_id TEXT COLLATE "C" NOT NULL, 
	id TEXT COLLATE "C" NOT NULL, 
	package_id TEXT COLLATE "C" NOT NULL, 
	appid TEXT COLLATE "C" NOT NULL, 
	granted BOOLEAN NOT NULL, 
	audit_id BIGINT, 
	status TEXT COLLATE "C" NOT NULL, 
	submission JSONB NOT NULL, 
	feedback_sealed BYTEA, 
	reason TEXT COLLATE "C", 
	gray_percent BIGINT NOT NULL, 
	sped_up BOOLEAN NOT NULL, 
	actor TEXT COLLATE "C" NOT NULL, 
	submitted_at TIMESTAMP WITH TIME ZONE NOT NULL, 
	moved_at TIMESTAMP WITH TIME ZONE NOT NULL, 
	checked_at TIMESTAMP WITH TIME ZONE, 
	released_at TIMESTAMP WITH TIME ZONE, 
	CONSTRAINT pk_code_reviews PRIMARY KEY (shop_id, id), 
	FOREIGN KEY(shop_id, package_id) REFERENCES packages (shop_id, id), 
	CONSTRAINT ck_code_reviews_shop_id_0 CHECK (length(shop_id) = 20), 
	CONSTRAINT ck_code_reviews_id_0 CHECK (length(id) = 20), 
	CONSTRAINT ck_code_reviews_package_id_0 CHECK (length(package_id) = 20), 
	CONSTRAINT ck_code_reviews_appid_0 CHECK (length(appid) <= 64), 
	CONSTRAINT ck_code_reviews_audit_id_0 CHECK (audit_id >= 0), 
	CONSTRAINT ck_code_reviews_status_0 CHECK (length(status) <= 12), 
	CONSTRAINT ck_code_reviews_reason_0 CHECK (length(reason) <= 8000), 
	CONSTRAINT ck_code_reviews_gray_percent_0 CHECK (gray_percent >= 0), 
	CONSTRAINT ck_code_reviews_actor_0 CHECK (length(actor) <= 60)
)
;;
CREATE INDEX ix_code_reviews_moved ON code_reviews (shop_id, status, id)
;;
CREATE UNIQUE INDEX uq_code_reviews_open ON code_reviews (shop_id) WHERE status IN ('submitted', 'delayed')
;;
CREATE TABLE favourites (
	shop_id TEXT COLLATE "C" NOT NULL, 
	member_id TEXT COLLATE "C" NOT NULL, 
	goods_id TEXT COLLATE "C" NOT NULL, 
	created_at TIMESTAMP WITH TIME ZONE NOT NULL, 
	CONSTRAINT pk_favourites PRIMARY KEY (shop_id, member_id, goods_id), 
	FOREIGN KEY(shop_id, member_id) REFERENCES members (shop_id, id), 
	CONSTRAINT ck_favourites_shop_id_0 CHECK (length(shop_id) = 20), 
	CONSTRAINT ck_favourites_member_id_0 CHECK (length(member_id) = 20), 
	CONSTRAINT ck_favourites_goods_id_0 CHECK (length(goods_id) = 20)
)
;;
CREATE TABLE goods (
	shop_id TEXT COLLATE "C" NOT NULL, 
	id TEXT COLLATE "C" NOT NULL, 
	goods_no TEXT COLLATE "C" NOT NULL, 
	name TEXT COLLATE "C" NOT NULL, 
	brief TEXT COLLATE "C", 
	category_id TEXT COLLATE "C", 
	brand TEXT COLLATE "C", 
	unit TEXT COLLATE "C" NOT NULL, 
	keywords TEXT COLLATE "C", 
	status TEXT COLLATE "C" NOT NULL, 
	price_fen BIGINT NOT NULL, 
	max_price_fen BIGINT NOT NULL, 
	market_price_fen BIGINT, 
	cover TEXT COLLATE "C", 
	cover_thumb TEXT COLLATE "C", 
	has_picture BOOLEAN NOT NULL, 
	sold BIGINT NOT NULL, 
	freight_template_id TEXT COLLATE "C", 
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
CREATE TABLE identities (
	shop_id TEXT COLLATE "C" NOT NULL, 
	kind TEXT COLLATE "C" NOT NULL, 
	realm TEXT COLLATE "C" NOT NULL, 
	subject BYTEA NOT NULL, 
	member_id TEXT COLLATE "C" NOT NULL, 
	subject_sealed BYTEA, 
	created_at TIMESTAMP WITH TIME ZONE NOT NULL, 
	CONSTRAINT pk_identities PRIMARY KEY (shop_id, kind, realm, subject), 
	FOREIGN KEY(shop_id, member_id) REFERENCES members (shop_id, id), 
	CONSTRAINT ck_identities_shop_id_0 CHECK (length(shop_id) = 20), 
	CONSTRAINT ck_identities_kind_0 CHECK (length(kind) <= 10), 
	CONSTRAINT ck_identities_realm_0 CHECK (length(realm) <= 32), 
	CONSTRAINT ck_identities_member_id_0 CHECK (length(member_id) = 20)
)
;;
CREATE INDEX ix_identities_member ON identities (shop_id, member_id)
;;
CREATE TABLE import_faults (
	shop_id TEXT COLLATE "C" NOT NULL, 
	import_id TEXT COLLATE "C" NOT NULL, 
	number BIGINT NOT NULL, 
	line BIGINT NOT NULL, 
	field TEXT COLLATE "C" NOT NULL, 
	code TEXT COLLATE "C" NOT NULL, 
	message TEXT COLLATE "C" NOT NULL, 
	value TEXT COLLATE "C" NOT NULL, 
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
	shop_id TEXT COLLATE "C" NOT NULL, 
	import_id TEXT COLLATE "C" NOT NULL, 
	digest TEXT COLLATE "C" NOT NULL, 
	CONSTRAINT pk_import_links PRIMARY KEY (shop_id, import_id, digest), 
	FOREIGN KEY(shop_id, import_id) REFERENCES imports (shop_id, id), 
	CONSTRAINT ck_import_links_shop_id_0 CHECK (length(shop_id) = 20), 
	CONSTRAINT ck_import_links_import_id_0 CHECK (length(import_id) = 20), 
	CONSTRAINT ck_import_links_digest_0 CHECK (length(digest) <= 64)
)
;;
CREATE TABLE member_tokens (
	shop_id TEXT COLLATE "C" NOT NULL, 
	digest BYTEA NOT NULL, 
	member_id TEXT COLLATE "C" NOT NULL, 
	channel TEXT COLLATE "C" NOT NULL, 
	appid TEXT COLLATE "C" NOT NULL, 
	openid_sealed BYTEA, 
	created_at TIMESTAMP WITH TIME ZONE NOT NULL, 
	expires_at TIMESTAMP WITH TIME ZONE NOT NULL, 
	CONSTRAINT pk_member_tokens PRIMARY KEY (shop_id, digest), 
	FOREIGN KEY(shop_id, member_id) REFERENCES members (shop_id, id), 
	CONSTRAINT ck_member_tokens_shop_id_0 CHECK (length(shop_id) = 20), 
	CONSTRAINT ck_member_tokens_member_id_0 CHECK (length(member_id) = 20), 
	CONSTRAINT ck_member_tokens_channel_0 CHECK (length(channel) <= 20), 
	CONSTRAINT ck_member_tokens_appid_0 CHECK (length(appid) <= 32)
)
;;
CREATE INDEX ix_member_tokens_member ON member_tokens (shop_id, member_id)
;;
CREATE TABLE orders (
	shop_id TEXT COLLATE "C" NOT NULL, 
	id TEXT COLLATE "C" NOT NULL, 
	order_no TEXT COLLATE "C" NOT NULL, 
	member_id TEXT COLLATE "C" NOT NULL, 
	status TEXT COLLATE "C" NOT NULL, 
	channel TEXT COLLATE "C" NOT NULL, 
	pay_by TEXT COLLATE "C" NOT NULL, 
	subject TEXT COLLATE "C" NOT NULL, 
	item_count BIGINT NOT NULL, 
	unreviewed BIGINT NOT NULL, 
	goods_fen BIGINT NOT NULL, 
	freight_fen BIGINT NOT NULL, 
	payable_fen BIGINT NOT NULL, 
	price_lines JSONB NOT NULL, 
	recipient_sealed BYTEA NOT NULL, 
	phone_index BYTEA NOT NULL, 
	region_code TEXT COLLATE "C" NOT NULL, 
	remark TEXT COLLATE "C", 
	note TEXT COLLATE "C", 
	flag BIGINT NOT NULL, 
	aftersale_status TEXT COLLATE "C", 
	aftersale JSONB, 
	created_at TIMESTAMP WITH TIME ZONE NOT NULL, 
	pay_deadline_at TIMESTAMP WITH TIME ZONE NOT NULL, 
	paid_at TIMESTAMP WITH TIME ZONE, 
	shipped_at TIMESTAMP WITH TIME ZONE, 
	auto_receive_at TIMESTAMP WITH TIME ZONE, 
	ended_at TIMESTAMP WITH TIME ZONE, 
	closed_reason TEXT COLLATE "C", 
	CONSTRAINT pk_orders PRIMARY KEY (shop_id, id), 
	CONSTRAINT ck_orders_total CHECK (payable_fen = goods_fen + freight_fen), 
	CONSTRAINT ck_orders_flag CHECK (flag BETWEEN 0 AND 5), 
	CONSTRAINT ck_orders_pay_by CHECK (pay_by IN ('wechat', 'in_store', 'on_delivery')), 
	FOREIGN KEY(shop_id, member_id) REFERENCES members (shop_id, id), 
	CONSTRAINT uq_orders_no UNIQUE (shop_id, order_no), 
	CONSTRAINT ck_orders_shop_id_0 CHECK (length(shop_id) = 20), 
	CONSTRAINT ck_orders_id_0 CHECK (length(id) = 20), 
	CONSTRAINT ck_orders_order_no_0 CHECK (length(order_no) <= 20), 
	CONSTRAINT ck_orders_member_id_0 CHECK (length(member_id) = 20), 
	CONSTRAINT ck_orders_status_0 CHECK (length(status) <= 10), 
	CONSTRAINT ck_orders_channel_0 CHECK (length(channel) <= 20), 
	CONSTRAINT ck_orders_pay_by_0 CHECK (length(pay_by) <= 11), 
	CONSTRAINT ck_orders_subject_0 CHECK (length(subject) <= 127), 
	CONSTRAINT ck_orders_item_count_0 CHECK (item_count >= 1), 
	CONSTRAINT ck_orders_unreviewed_0 CHECK (unreviewed >= 0), 
	CONSTRAINT ck_orders_goods_fen_0 CHECK (goods_fen >= 0), 
	CONSTRAINT ck_orders_freight_fen_0 CHECK (freight_fen >= 0), 
	CONSTRAINT ck_orders_payable_fen_0 CHECK (payable_fen >= 1), 
	CONSTRAINT ck_orders_region_code_0 CHECK (length(region_code) <= 6), 
	CONSTRAINT ck_orders_remark_0 CHECK (length(remark) <= 200), 
	CONSTRAINT ck_orders_note_0 CHECK (length(note) <= 500), 
	CONSTRAINT ck_orders_flag_0 CHECK (flag >= 0), 
	CONSTRAINT ck_orders_aftersale_status_0 CHECK (length(aftersale_status) <= 12), 
	CONSTRAINT ck_orders_closed_reason_0 CHECK (length(closed_reason) <= 60)
)
;;
CREATE INDEX ix_orders_collected ON orders (shop_id, paid_at) WHERE pay_by != 'wechat'
;;
CREATE INDEX ix_orders_deadline ON orders (pay_deadline_at) WHERE status IN ('pending', 'closing')
;;
CREATE INDEX ix_orders_member ON orders (shop_id, member_id, id)
;;
CREATE INDEX ix_orders_phone ON orders (shop_id, phone_index, id)
;;
CREATE INDEX ix_orders_receive ON orders (auto_receive_at) WHERE status = 'shipped'
;;
CREATE INDEX ix_orders_status ON orders (shop_id, status, id)
;;
CREATE TABLE refunds (
	shop_id TEXT COLLATE "C" NOT NULL, 
	id TEXT COLLATE "C" NOT NULL, 
	payment_id TEXT COLLATE "C" NOT NULL, 
	out_refund_no TEXT COLLATE "C" NOT NULL, 
	amount_fen BIGINT NOT NULL, 
	reason TEXT COLLATE "C" NOT NULL, 
	source TEXT COLLATE "C" NOT NULL, 
	status TEXT COLLATE "C" NOT NULL, 
	wechat_refund_id TEXT COLLATE "C", 
	last_error TEXT COLLATE "C", 
	created_at TIMESTAMP WITH TIME ZONE NOT NULL, 
	done_at TIMESTAMP WITH TIME ZONE, 
	next_query_at TIMESTAMP WITH TIME ZONE, 
	CONSTRAINT pk_refunds PRIMARY KEY (shop_id, id), 
	FOREIGN KEY(shop_id, payment_id) REFERENCES payments (shop_id, id), 
	CONSTRAINT uq_refunds_number UNIQUE (shop_id, out_refund_no), 
	CONSTRAINT uq_refunds_source UNIQUE (shop_id, reason, source), 
	CONSTRAINT ck_refunds_shop_id_0 CHECK (length(shop_id) = 20), 
	CONSTRAINT ck_refunds_id_0 CHECK (length(id) = 20), 
	CONSTRAINT ck_refunds_payment_id_0 CHECK (length(payment_id) = 20), 
	CONSTRAINT ck_refunds_out_refund_no_0 CHECK (length(out_refund_no) <= 64), 
	CONSTRAINT ck_refunds_amount_fen_0 CHECK (amount_fen >= 1), 
	CONSTRAINT ck_refunds_reason_0 CHECK (length(reason) <= 30), 
	CONSTRAINT ck_refunds_source_0 CHECK (length(source) <= 60), 
	CONSTRAINT ck_refunds_status_0 CHECK (length(status) <= 12), 
	CONSTRAINT ck_refunds_wechat_refund_id_0 CHECK (length(wechat_refund_id) <= 32), 
	CONSTRAINT ck_refunds_last_error_0 CHECK (length(last_error) <= 200)
)
;;
CREATE INDEX ix_refunds_due ON refunds (shop_id, next_query_at) WHERE next_query_at IS NOT NULL
;;
CREATE INDEX ix_refunds_payment ON refunds (shop_id, payment_id)
;;
CREATE TABLE subscriptions (
	shop_id TEXT COLLATE "C" NOT NULL, 
	member_id TEXT COLLATE "C" NOT NULL, 
	template_id TEXT COLLATE "C" NOT NULL, 
	last_answer TEXT COLLATE "C" NOT NULL, 
	accepted BIGINT NOT NULL, 
	rejected BIGINT NOT NULL, 
	at TIMESTAMP WITH TIME ZONE NOT NULL, 
	CONSTRAINT pk_subscriptions PRIMARY KEY (shop_id, member_id, template_id), 
	FOREIGN KEY(shop_id, member_id) REFERENCES members (shop_id, id), 
	CONSTRAINT ck_subscriptions_shop_id_0 CHECK (length(shop_id) = 20), 
	CONSTRAINT ck_subscriptions_member_id_0 CHECK (length(member_id) = 20), 
	CONSTRAINT ck_subscriptions_template_id_0 CHECK (length(template_id) <= 64), 
	CONSTRAINT ck_subscriptions_last_answer_0 CHECK (length(last_answer) <= 10), 
	CONSTRAINT ck_subscriptions_accepted_0 CHECK (accepted >= 0), 
	CONSTRAINT ck_subscriptions_rejected_0 CHECK (rejected >= 0)
)
;;
CREATE TABLE touches (
	shop_id TEXT COLLATE "C" NOT NULL, 
	id TEXT COLLATE "C" NOT NULL, 
	visitor BYTEA NOT NULL, 
	campaign_id TEXT COLLATE "C" NOT NULL, 
	hour BIGINT NOT NULL, 
	at TIMESTAMP WITH TIME ZONE NOT NULL, 
	last_at TIMESTAMP WITH TIME ZONE NOT NULL, 
	until_at TIMESTAMP WITH TIME ZONE NOT NULL, 
	member_id TEXT COLLATE "C", 
	CONSTRAINT pk_touches PRIMARY KEY (shop_id, id), 
	FOREIGN KEY(shop_id, campaign_id) REFERENCES campaigns (shop_id, id), 
	FOREIGN KEY(shop_id, member_id) REFERENCES members (shop_id, id), 
	CONSTRAINT uq_touches_hour UNIQUE (shop_id, visitor, campaign_id, hour), 
	CONSTRAINT ck_touches_shop_id_0 CHECK (length(shop_id) = 20), 
	CONSTRAINT ck_touches_id_0 CHECK (length(id) = 20), 
	CONSTRAINT ck_touches_campaign_id_0 CHECK (length(campaign_id) = 20), 
	CONSTRAINT ck_touches_hour_0 CHECK (hour >= 0), 
	CONSTRAINT ck_touches_member_id_0 CHECK (length(member_id) = 20)
)
;;
CREATE INDEX ix_touches_campaign ON touches (shop_id, campaign_id, at)
;;
CREATE INDEX ix_touches_member ON touches (shop_id, member_id, at)
;;
CREATE TABLE aftersales (
	shop_id TEXT COLLATE "C" NOT NULL, 
	id TEXT COLLATE "C" NOT NULL, 
	order_id TEXT COLLATE "C" NOT NULL, 
	member_id TEXT COLLATE "C" NOT NULL, 
	status TEXT COLLATE "C" NOT NULL, 
	reason TEXT COLLATE "C" NOT NULL, 
	note TEXT COLLATE "C", 
	amount_fen BIGINT NOT NULL, 
	rounds BIGINT NOT NULL, 
	answer TEXT COLLATE "C", 
	created_at TIMESTAMP WITH TIME ZONE NOT NULL, 
	updated_at TIMESTAMP WITH TIME ZONE NOT NULL, 
	CONSTRAINT pk_aftersales PRIMARY KEY (shop_id, id), 
	FOREIGN KEY(shop_id, order_id) REFERENCES orders (shop_id, id), 
	FOREIGN KEY(shop_id, member_id) REFERENCES members (shop_id, id), 
	CONSTRAINT ck_aftersales_shop_id_0 CHECK (length(shop_id) = 20), 
	CONSTRAINT ck_aftersales_id_0 CHECK (length(id) = 20), 
	CONSTRAINT ck_aftersales_order_id_0 CHECK (length(order_id) = 20), 
	CONSTRAINT ck_aftersales_member_id_0 CHECK (length(member_id) = 20), 
	CONSTRAINT ck_aftersales_status_0 CHECK (length(status) <= 10), 
	CONSTRAINT ck_aftersales_reason_0 CHECK (length(reason) <= 100), 
	CONSTRAINT ck_aftersales_note_0 CHECK (length(note) <= 500), 
	CONSTRAINT ck_aftersales_amount_fen_0 CHECK (amount_fen >= 1), 
	CONSTRAINT ck_aftersales_rounds_0 CHECK (rounds >= 0), 
	CONSTRAINT ck_aftersales_answer_0 CHECK (length(answer) <= 300)
)
;;
CREATE INDEX ix_aftersales_order ON aftersales (shop_id, order_id, id)
;;
CREATE INDEX ix_aftersales_status ON aftersales (shop_id, status, id)
;;
CREATE UNIQUE INDEX uq_aftersales_open ON aftersales (shop_id, order_id) WHERE status IN ('requested', 'refunding')
;;
CREATE TABLE code_review_history (
	shop_id TEXT COLLATE "C" NOT NULL, 
	id TEXT COLLATE "C" NOT NULL, 
	review_id TEXT COLLATE "C" NOT NULL, 
	action TEXT COLLATE "C" NOT NULL, 
	status_to TEXT COLLATE "C" NOT NULL, 
	actor TEXT COLLATE "C" NOT NULL, 
	why TEXT COLLATE "C", 
	at TIMESTAMP WITH TIME ZONE NOT NULL, 
	CONSTRAINT pk_code_review_history PRIMARY KEY (shop_id, id), 
	FOREIGN KEY(shop_id, review_id) REFERENCES code_reviews (shop_id, id), 
	CONSTRAINT ck_code_review_history_shop_id_0 CHECK (length(shop_id) = 20), 
	CONSTRAINT ck_code_review_history_id_0 CHECK (length(id) = 20), 
	CONSTRAINT ck_code_review_history_review_id_0 CHECK (length(review_id) = 20), 
	CONSTRAINT ck_code_review_history_action_0 CHECK (length(action) <= 12), 
	CONSTRAINT ck_code_review_history_status_to_0 CHECK (length(status_to) <= 12), 
	CONSTRAINT ck_code_review_history_actor_0 CHECK (length(actor) <= 60), 
	CONSTRAINT ck_code_review_history_why_0 CHECK (length(why) <= 300)
)
;;
CREATE INDEX ix_code_review_history ON code_review_history (shop_id, review_id)
;;
CREATE TABLE goods_details (
	shop_id TEXT COLLATE "C" NOT NULL, 
	goods_id TEXT COLLATE "C" NOT NULL, 
	pictures JSONB NOT NULL, 
	params JSONB NOT NULL, 
	specs JSONB NOT NULL, 
	imported JSONB, 
	detail_html TEXT COLLATE "C" NOT NULL, 
	CONSTRAINT pk_goods_details PRIMARY KEY (shop_id, goods_id), 
	FOREIGN KEY(shop_id, goods_id) REFERENCES goods (shop_id, id), 
	CONSTRAINT ck_goods_details_shop_id_0 CHECK (length(shop_id) = 20), 
	CONSTRAINT ck_goods_details_goods_id_0 CHECK (length(goods_id) = 20), 
	CONSTRAINT ck_goods_details_detail_html_0 CHECK (length(detail_html) <= 200000)
)
;;
CREATE TABLE goods_links (
	shop_id TEXT COLLATE "C" NOT NULL, 
	goods_id TEXT COLLATE "C" NOT NULL, 
	position BIGINT NOT NULL, 
	digest TEXT COLLATE "C" NOT NULL, 
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
CREATE TABLE order_history (
	shop_id TEXT COLLATE "C" NOT NULL, 
	id TEXT COLLATE "C" NOT NULL, 
	order_id TEXT COLLATE "C" NOT NULL, 
	action TEXT COLLATE "C" NOT NULL, 
	status_to TEXT COLLATE "C" NOT NULL, 
	actor TEXT COLLATE "C" NOT NULL, 
	why TEXT COLLATE "C", 
	at TIMESTAMP WITH TIME ZONE NOT NULL, 
	CONSTRAINT pk_order_history PRIMARY KEY (shop_id, id), 
	FOREIGN KEY(shop_id, order_id) REFERENCES orders (shop_id, id), 
	CONSTRAINT ck_order_history_shop_id_0 CHECK (length(shop_id) = 20), 
	CONSTRAINT ck_order_history_id_0 CHECK (length(id) = 20), 
	CONSTRAINT ck_order_history_order_id_0 CHECK (length(order_id) = 20), 
	CONSTRAINT ck_order_history_action_0 CHECK (length(action) <= 20), 
	CONSTRAINT ck_order_history_status_to_0 CHECK (length(status_to) <= 10), 
	CONSTRAINT ck_order_history_actor_0 CHECK (length(actor) <= 60), 
	CONSTRAINT ck_order_history_why_0 CHECK (length(why) <= 120)
)
;;
CREATE INDEX ix_order_history_order ON order_history (shop_id, order_id)
;;
CREATE TABLE order_lines (
	shop_id TEXT COLLATE "C" NOT NULL, 
	id TEXT COLLATE "C" NOT NULL, 
	order_id TEXT COLLATE "C" NOT NULL, 
	goods_id TEXT COLLATE "C" NOT NULL, 
	sku_id TEXT COLLATE "C" NOT NULL, 
	name TEXT COLLATE "C" NOT NULL, 
	spec_text TEXT COLLATE "C" NOT NULL, 
	picture_url TEXT COLLATE "C" NOT NULL, 
	price_fen BIGINT NOT NULL, 
	quantity BIGINT NOT NULL, 
	amount_fen BIGINT NOT NULL, 
	reviewed_at TIMESTAMP WITH TIME ZONE, 
	CONSTRAINT pk_order_lines PRIMARY KEY (shop_id, id), 
	CONSTRAINT ck_order_lines_amount CHECK (amount_fen = price_fen * quantity), 
	FOREIGN KEY(shop_id, order_id) REFERENCES orders (shop_id, id), 
	CONSTRAINT ck_order_lines_shop_id_0 CHECK (length(shop_id) = 20), 
	CONSTRAINT ck_order_lines_id_0 CHECK (length(id) = 20), 
	CONSTRAINT ck_order_lines_order_id_0 CHECK (length(order_id) = 20), 
	CONSTRAINT ck_order_lines_goods_id_0 CHECK (length(goods_id) = 20), 
	CONSTRAINT ck_order_lines_sku_id_0 CHECK (length(sku_id) = 20), 
	CONSTRAINT ck_order_lines_name_0 CHECK (length(name) <= 60), 
	CONSTRAINT ck_order_lines_spec_text_0 CHECK (length(spec_text) <= 200), 
	CONSTRAINT ck_order_lines_picture_url_0 CHECK (length(picture_url) <= 300), 
	CONSTRAINT ck_order_lines_price_fen_0 CHECK (price_fen >= 0), 
	CONSTRAINT ck_order_lines_quantity_0 CHECK (quantity >= 1), 
	CONSTRAINT ck_order_lines_amount_fen_0 CHECK (amount_fen >= 0)
)
;;
CREATE INDEX ix_order_lines_order ON order_lines (shop_id, order_id)
;;
CREATE TABLE reviews (
	shop_id TEXT COLLATE "C" NOT NULL, 
	id TEXT COLLATE "C" NOT NULL, 
	goods_id TEXT COLLATE "C" NOT NULL, 
	line_id TEXT COLLATE "C", 
	order_no TEXT COLLATE "C", 
	member_id TEXT COLLATE "C", 
	nickname TEXT COLLATE "C" NOT NULL, 
	stars BIGINT NOT NULL, 
	text TEXT COLLATE "C" NOT NULL, 
	pictures JSONB NOT NULL, 
	spec_text TEXT COLLATE "C", 
	at TIMESTAMP WITH TIME ZONE NOT NULL, 
	reply TEXT COLLATE "C", 
	replied_at TIMESTAMP WITH TIME ZONE, 
	CONSTRAINT pk_reviews PRIMARY KEY (shop_id, id), 
	CONSTRAINT ck_reviews_stars CHECK (stars <= 5), 
	FOREIGN KEY(shop_id, goods_id) REFERENCES goods (shop_id, id), 
	CONSTRAINT uq_reviews_line UNIQUE (shop_id, line_id), 
	CONSTRAINT ck_reviews_shop_id_0 CHECK (length(shop_id) = 20), 
	CONSTRAINT ck_reviews_id_0 CHECK (length(id) = 20), 
	CONSTRAINT ck_reviews_goods_id_0 CHECK (length(goods_id) = 20), 
	CONSTRAINT ck_reviews_line_id_0 CHECK (length(line_id) = 20), 
	CONSTRAINT ck_reviews_order_no_0 CHECK (length(order_no) <= 20), 
	CONSTRAINT ck_reviews_member_id_0 CHECK (length(member_id) = 20), 
	CONSTRAINT ck_reviews_nickname_0 CHECK (length(nickname) <= 40), 
	CONSTRAINT ck_reviews_stars_0 CHECK (stars >= 1), 
	CONSTRAINT ck_reviews_text_0 CHECK (length(text) <= 500), 
	CONSTRAINT ck_reviews_spec_text_0 CHECK (length(spec_text) <= 200), 
	CONSTRAINT ck_reviews_reply_0 CHECK (length(reply) <= 300)
)
;;
CREATE INDEX ix_reviews_goods ON reviews (shop_id, goods_id, id)
;;
CREATE INDEX ix_reviews_member ON reviews (shop_id, member_id)
;;
CREATE TABLE shipments (
	shop_id TEXT COLLATE "C" NOT NULL, 
	id TEXT COLLATE "C" NOT NULL, 
	order_id TEXT COLLATE "C" NOT NULL, 
	carrier_code TEXT COLLATE "C" NOT NULL, 
	carrier_name TEXT COLLATE "C" NOT NULL, 
	tracking_no TEXT COLLATE "C" NOT NULL, 
	shipped_at TIMESTAMP WITH TIME ZONE NOT NULL, 
	CONSTRAINT pk_shipments PRIMARY KEY (shop_id, id), 
	FOREIGN KEY(shop_id, order_id) REFERENCES orders (shop_id, id), 
	CONSTRAINT ck_shipments_shop_id_0 CHECK (length(shop_id) = 20), 
	CONSTRAINT ck_shipments_id_0 CHECK (length(id) = 20), 
	CONSTRAINT ck_shipments_order_id_0 CHECK (length(order_id) = 20), 
	CONSTRAINT ck_shipments_carrier_code_0 CHECK (length(carrier_code) <= 20), 
	CONSTRAINT ck_shipments_carrier_name_0 CHECK (length(carrier_name) <= 40), 
	CONSTRAINT ck_shipments_tracking_no_0 CHECK (length(tracking_no) <= 40)
)
;;
CREATE INDEX ix_shipments_order ON shipments (shop_id, order_id)
;;
CREATE TABLE skus (
	shop_id TEXT COLLATE "C" NOT NULL, 
	id TEXT COLLATE "C" NOT NULL, 
	goods_id TEXT COLLATE "C" NOT NULL, 
	spec_values JSONB NOT NULL, 
	sku_code TEXT COLLATE "C", 
	price_fen BIGINT NOT NULL, 
	cost_fen BIGINT, 
	picture TEXT COLLATE "C", 
	thumb TEXT COLLATE "C", 
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
CREATE TABLE aftersale_history (
	shop_id TEXT COLLATE "C" NOT NULL, 
	id TEXT COLLATE "C" NOT NULL, 
	aftersale_id TEXT COLLATE "C" NOT NULL, 
	action TEXT COLLATE "C" NOT NULL, 
	status_to TEXT COLLATE "C" NOT NULL, 
	actor TEXT COLLATE "C" NOT NULL, 
	why TEXT COLLATE "C", 
	at TIMESTAMP WITH TIME ZONE NOT NULL, 
	CONSTRAINT pk_aftersale_history PRIMARY KEY (shop_id, id), 
	FOREIGN KEY(shop_id, aftersale_id) REFERENCES aftersales (shop_id, id), 
	CONSTRAINT ck_aftersale_history_shop_id_0 CHECK (length(shop_id) = 20), 
	CONSTRAINT ck_aftersale_history_id_0 CHECK (length(id) = 20), 
	CONSTRAINT ck_aftersale_history_aftersale_id_0 CHECK (length(aftersale_id) = 20), 
	CONSTRAINT ck_aftersale_history_action_0 CHECK (length(action) <= 10), 
	CONSTRAINT ck_aftersale_history_status_to_0 CHECK (length(status_to) <= 10), 
	CONSTRAINT ck_aftersale_history_actor_0 CHECK (length(actor) <= 60), 
	CONSTRAINT ck_aftersale_history_why_0 CHECK (length(why) <= 300)
)
;;
CREATE INDEX ix_aftersale_history ON aftersale_history (shop_id, aftersale_id)
;;
CREATE TABLE cart_lines (
	shop_id TEXT COLLATE "C" NOT NULL, 
	id TEXT COLLATE "C" NOT NULL, 
	member_id TEXT COLLATE "C" NOT NULL, 
	sku_id TEXT COLLATE "C" NOT NULL, 
	quantity BIGINT NOT NULL, 
	checked BOOLEAN NOT NULL, 
	created_at TIMESTAMP WITH TIME ZONE NOT NULL, 
	updated_at TIMESTAMP WITH TIME ZONE NOT NULL, 
	CONSTRAINT pk_cart_lines PRIMARY KEY (shop_id, id), 
	CONSTRAINT ck_cart_lines_most CHECK (quantity <= 9999), 
	CONSTRAINT uq_cart_lines_sku UNIQUE (shop_id, member_id, sku_id), 
	FOREIGN KEY(shop_id, member_id) REFERENCES members (shop_id, id), 
	FOREIGN KEY(shop_id, sku_id) REFERENCES skus (shop_id, id), 
	CONSTRAINT ck_cart_lines_shop_id_0 CHECK (length(shop_id) = 20), 
	CONSTRAINT ck_cart_lines_id_0 CHECK (length(id) = 20), 
	CONSTRAINT ck_cart_lines_member_id_0 CHECK (length(member_id) = 20), 
	CONSTRAINT ck_cart_lines_sku_id_0 CHECK (length(sku_id) = 20), 
	CONSTRAINT ck_cart_lines_quantity_0 CHECK (quantity >= 1)
)
;;
CREATE INDEX ix_cart_lines_member ON cart_lines (shop_id, member_id, id)
;;
CREATE TABLE stock (
	shop_id TEXT COLLATE "C" NOT NULL, 
	sku_id TEXT COLLATE "C" NOT NULL, 
	goods_id TEXT COLLATE "C" NOT NULL, 
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
GRANT SELECT, INSERT, UPDATE, DELETE ON applyment_history TO xiaopu_app
;;
GRANT SELECT ON applyment_history TO xiaopu_platform
;;
ALTER TABLE applyment_history ENABLE ROW LEVEL SECURITY
;;
ALTER TABLE applyment_history FORCE ROW LEVEL SECURITY
;;
CREATE POLICY shop_wall ON applyment_history TO xiaopu_app USING (shop_id = current_setting('app.shop_id', true)) WITH CHECK (shop_id = current_setting('app.shop_id', true))
;;
CREATE POLICY platform_reads ON applyment_history FOR SELECT TO xiaopu_platform USING (true)
;;
CREATE POLICY migrations ON applyment_history TO CURRENT_USER USING (true) WITH CHECK (true)
;;
GRANT SELECT, INSERT, UPDATE, DELETE ON applyments TO xiaopu_app
;;
GRANT SELECT ON applyments TO xiaopu_platform
;;
ALTER TABLE applyments ENABLE ROW LEVEL SECURITY
;;
ALTER TABLE applyments FORCE ROW LEVEL SECURITY
;;
CREATE POLICY shop_wall ON applyments TO xiaopu_app USING (shop_id = current_setting('app.shop_id', true)) WITH CHECK (shop_id = current_setting('app.shop_id', true))
;;
CREATE POLICY platform_reads ON applyments FOR SELECT TO xiaopu_platform USING (true)
;;
CREATE POLICY migrations ON applyments TO CURRENT_USER USING (true) WITH CHECK (true)
;;
GRANT SELECT, INSERT, UPDATE, DELETE ON audit_log TO xiaopu_app
;;
GRANT SELECT ON audit_log TO xiaopu_platform
;;
ALTER TABLE audit_log ENABLE ROW LEVEL SECURITY
;;
ALTER TABLE audit_log FORCE ROW LEVEL SECURITY
;;
CREATE POLICY shop_wall ON audit_log TO xiaopu_app USING (shop_id = current_setting('app.shop_id', true)) WITH CHECK (shop_id = current_setting('app.shop_id', true))
;;
CREATE POLICY platform_reads ON audit_log FOR SELECT TO xiaopu_platform USING (true)
;;
CREATE POLICY migrations ON audit_log TO CURRENT_USER USING (true) WITH CHECK (true)
;;
GRANT SELECT, INSERT, UPDATE, DELETE ON campaign_codes TO xiaopu_app
;;
GRANT SELECT ON campaign_codes TO xiaopu_platform
;;
ALTER TABLE campaign_codes ENABLE ROW LEVEL SECURITY
;;
ALTER TABLE campaign_codes FORCE ROW LEVEL SECURITY
;;
CREATE POLICY shop_wall ON campaign_codes TO xiaopu_app USING (shop_id = current_setting('app.shop_id', true)) WITH CHECK (shop_id = current_setting('app.shop_id', true))
;;
CREATE POLICY platform_reads ON campaign_codes FOR SELECT TO xiaopu_platform USING (true)
;;
CREATE POLICY migrations ON campaign_codes TO CURRENT_USER USING (true) WITH CHECK (true)
;;
GRANT SELECT, INSERT, UPDATE, DELETE ON campaigns TO xiaopu_app
;;
GRANT SELECT ON campaigns TO xiaopu_platform
;;
ALTER TABLE campaigns ENABLE ROW LEVEL SECURITY
;;
ALTER TABLE campaigns FORCE ROW LEVEL SECURITY
;;
CREATE POLICY shop_wall ON campaigns TO xiaopu_app USING (shop_id = current_setting('app.shop_id', true)) WITH CHECK (shop_id = current_setting('app.shop_id', true))
;;
CREATE POLICY platform_reads ON campaigns FOR SELECT TO xiaopu_platform USING (true)
;;
CREATE POLICY migrations ON campaigns TO CURRENT_USER USING (true) WITH CHECK (true)
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
GRANT SELECT, INSERT, UPDATE, DELETE ON channels TO xiaopu_app
;;
GRANT SELECT ON channels TO xiaopu_platform
;;
ALTER TABLE channels ENABLE ROW LEVEL SECURITY
;;
ALTER TABLE channels FORCE ROW LEVEL SECURITY
;;
CREATE POLICY shop_wall ON channels TO xiaopu_app USING (shop_id = current_setting('app.shop_id', true)) WITH CHECK (shop_id = current_setting('app.shop_id', true))
;;
CREATE POLICY platform_reads ON channels FOR SELECT TO xiaopu_platform USING (true)
;;
CREATE POLICY migrations ON channels TO CURRENT_USER USING (true) WITH CHECK (true)
;;
GRANT SELECT, INSERT, UPDATE, DELETE ON code_settings TO xiaopu_app
;;
GRANT SELECT ON code_settings TO xiaopu_platform
;;
ALTER TABLE code_settings ENABLE ROW LEVEL SECURITY
;;
ALTER TABLE code_settings FORCE ROW LEVEL SECURITY
;;
CREATE POLICY shop_wall ON code_settings TO xiaopu_app USING (shop_id = current_setting('app.shop_id', true)) WITH CHECK (shop_id = current_setting('app.shop_id', true))
;;
CREATE POLICY platform_reads ON code_settings FOR SELECT TO xiaopu_platform USING (true)
;;
CREATE POLICY migrations ON code_settings TO CURRENT_USER USING (true) WITH CHECK (true)
;;
GRANT SELECT, INSERT, UPDATE, DELETE ON code_testers TO xiaopu_app
;;
GRANT SELECT ON code_testers TO xiaopu_platform
;;
ALTER TABLE code_testers ENABLE ROW LEVEL SECURITY
;;
ALTER TABLE code_testers FORCE ROW LEVEL SECURITY
;;
CREATE POLICY shop_wall ON code_testers TO xiaopu_app USING (shop_id = current_setting('app.shop_id', true)) WITH CHECK (shop_id = current_setting('app.shop_id', true))
;;
CREATE POLICY platform_reads ON code_testers FOR SELECT TO xiaopu_platform USING (true)
;;
CREATE POLICY migrations ON code_testers TO CURRENT_USER USING (true) WITH CHECK (true)
;;
GRANT SELECT, INSERT, UPDATE, DELETE ON component_pushes TO xiaopu_app
;;
GRANT SELECT ON component_pushes TO xiaopu_platform
;;
GRANT SELECT, INSERT, UPDATE, DELETE ON component_tickets TO xiaopu_app
;;
GRANT SELECT ON component_tickets TO xiaopu_platform
;;
GRANT SELECT, INSERT, UPDATE, DELETE ON confirm_files TO xiaopu_app
;;
GRANT SELECT ON confirm_files TO xiaopu_platform
;;
GRANT SELECT, INSERT, UPDATE, DELETE ON email_codes TO xiaopu_app
;;
GRANT SELECT ON email_codes TO xiaopu_platform
;;
ALTER TABLE email_codes ENABLE ROW LEVEL SECURITY
;;
ALTER TABLE email_codes FORCE ROW LEVEL SECURITY
;;
CREATE POLICY shop_wall ON email_codes TO xiaopu_app USING (shop_id = current_setting('app.shop_id', true)) WITH CHECK (shop_id = current_setting('app.shop_id', true))
;;
CREATE POLICY platform_reads ON email_codes FOR SELECT TO xiaopu_platform USING (true)
;;
CREATE POLICY migrations ON email_codes TO CURRENT_USER USING (true) WITH CHECK (true)
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
GRANT SELECT, INSERT, UPDATE, DELETE ON grant_states TO xiaopu_app
;;
GRANT SELECT ON grant_states TO xiaopu_platform
;;
GRANT SELECT, INSERT, UPDATE, DELETE ON home_pages TO xiaopu_app
;;
GRANT SELECT ON home_pages TO xiaopu_platform
;;
ALTER TABLE home_pages ENABLE ROW LEVEL SECURITY
;;
ALTER TABLE home_pages FORCE ROW LEVEL SECURITY
;;
CREATE POLICY shop_wall ON home_pages TO xiaopu_app USING (shop_id = current_setting('app.shop_id', true)) WITH CHECK (shop_id = current_setting('app.shop_id', true))
;;
CREATE POLICY platform_reads ON home_pages FOR SELECT TO xiaopu_platform USING (true)
;;
CREATE POLICY migrations ON home_pages TO CURRENT_USER USING (true) WITH CHECK (true)
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
GRANT SELECT, INSERT, UPDATE, DELETE ON launch_beacons TO xiaopu_app
;;
GRANT SELECT ON launch_beacons TO xiaopu_platform
;;
ALTER TABLE launch_beacons ENABLE ROW LEVEL SECURITY
;;
ALTER TABLE launch_beacons FORCE ROW LEVEL SECURITY
;;
CREATE POLICY shop_wall ON launch_beacons TO xiaopu_app USING (shop_id = current_setting('app.shop_id', true)) WITH CHECK (shop_id = current_setting('app.shop_id', true))
;;
CREATE POLICY platform_reads ON launch_beacons FOR SELECT TO xiaopu_platform USING (true)
;;
CREATE POLICY migrations ON launch_beacons TO CURRENT_USER USING (true) WITH CHECK (true)
;;
GRANT SELECT, INSERT, UPDATE, DELETE ON launch_cases TO xiaopu_app
;;
GRANT SELECT ON launch_cases TO xiaopu_platform
;;
ALTER TABLE launch_cases ENABLE ROW LEVEL SECURITY
;;
ALTER TABLE launch_cases FORCE ROW LEVEL SECURITY
;;
CREATE POLICY shop_wall ON launch_cases TO xiaopu_app USING (shop_id = current_setting('app.shop_id', true)) WITH CHECK (shop_id = current_setting('app.shop_id', true))
;;
CREATE POLICY platform_reads ON launch_cases FOR SELECT TO xiaopu_platform USING (true)
;;
CREATE POLICY migrations ON launch_cases TO CURRENT_USER USING (true) WITH CHECK (true)
;;
GRANT SELECT, INSERT, UPDATE, DELETE ON launch_declared TO xiaopu_app
;;
GRANT SELECT ON launch_declared TO xiaopu_platform
;;
ALTER TABLE launch_declared ENABLE ROW LEVEL SECURITY
;;
ALTER TABLE launch_declared FORCE ROW LEVEL SECURITY
;;
CREATE POLICY shop_wall ON launch_declared TO xiaopu_app USING (shop_id = current_setting('app.shop_id', true)) WITH CHECK (shop_id = current_setting('app.shop_id', true))
;;
CREATE POLICY platform_reads ON launch_declared FOR SELECT TO xiaopu_platform USING (true)
;;
CREATE POLICY migrations ON launch_declared TO CURRENT_USER USING (true) WITH CHECK (true)
;;
GRANT SELECT, INSERT, UPDATE, DELETE ON launch_forms TO xiaopu_app
;;
GRANT SELECT ON launch_forms TO xiaopu_platform
;;
ALTER TABLE launch_forms ENABLE ROW LEVEL SECURITY
;;
ALTER TABLE launch_forms FORCE ROW LEVEL SECURITY
;;
CREATE POLICY shop_wall ON launch_forms TO xiaopu_app USING (shop_id = current_setting('app.shop_id', true)) WITH CHECK (shop_id = current_setting('app.shop_id', true))
;;
CREATE POLICY platform_reads ON launch_forms FOR SELECT TO xiaopu_platform USING (true)
;;
CREATE POLICY migrations ON launch_forms TO CURRENT_USER USING (true) WITH CHECK (true)
;;
GRANT SELECT, INSERT, UPDATE, DELETE ON launch_history TO xiaopu_app
;;
GRANT SELECT ON launch_history TO xiaopu_platform
;;
ALTER TABLE launch_history ENABLE ROW LEVEL SECURITY
;;
ALTER TABLE launch_history FORCE ROW LEVEL SECURITY
;;
CREATE POLICY shop_wall ON launch_history TO xiaopu_app USING (shop_id = current_setting('app.shop_id', true)) WITH CHECK (shop_id = current_setting('app.shop_id', true))
;;
CREATE POLICY platform_reads ON launch_history FOR SELECT TO xiaopu_platform USING (true)
;;
CREATE POLICY migrations ON launch_history TO CURRENT_USER USING (true) WITH CHECK (true)
;;
GRANT SELECT, INSERT, UPDATE, DELETE ON launch_steps TO xiaopu_app
;;
GRANT SELECT ON launch_steps TO xiaopu_platform
;;
ALTER TABLE launch_steps ENABLE ROW LEVEL SECURITY
;;
ALTER TABLE launch_steps FORCE ROW LEVEL SECURITY
;;
CREATE POLICY shop_wall ON launch_steps TO xiaopu_app USING (shop_id = current_setting('app.shop_id', true)) WITH CHECK (shop_id = current_setting('app.shop_id', true))
;;
CREATE POLICY platform_reads ON launch_steps FOR SELECT TO xiaopu_platform USING (true)
;;
CREATE POLICY migrations ON launch_steps TO CURRENT_USER USING (true) WITH CHECK (true)
;;
GRANT SELECT, INSERT, UPDATE, DELETE ON launch_template_items TO xiaopu_app
;;
GRANT SELECT ON launch_template_items TO xiaopu_platform
;;
ALTER TABLE launch_template_items ENABLE ROW LEVEL SECURITY
;;
ALTER TABLE launch_template_items FORCE ROW LEVEL SECURITY
;;
CREATE POLICY shop_wall ON launch_template_items TO xiaopu_app USING (shop_id = current_setting('app.shop_id', true)) WITH CHECK (shop_id = current_setting('app.shop_id', true))
;;
CREATE POLICY platform_reads ON launch_template_items FOR SELECT TO xiaopu_platform USING (true)
;;
CREATE POLICY migrations ON launch_template_items TO CURRENT_USER USING (true) WITH CHECK (true)
;;
GRANT SELECT, INSERT, UPDATE, DELETE ON launches TO xiaopu_app
;;
GRANT SELECT ON launches TO xiaopu_platform
;;
ALTER TABLE launches ENABLE ROW LEVEL SECURITY
;;
ALTER TABLE launches FORCE ROW LEVEL SECURITY
;;
CREATE POLICY shop_wall ON launches TO xiaopu_app USING (shop_id = current_setting('app.shop_id', true)) WITH CHECK (shop_id = current_setting('app.shop_id', true))
;;
CREATE POLICY platform_reads ON launches FOR SELECT TO xiaopu_platform USING (true)
;;
CREATE POLICY migrations ON launches TO CURRENT_USER USING (true) WITH CHECK (true)
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
GRANT SELECT, INSERT, UPDATE, DELETE ON members TO xiaopu_app
;;
GRANT SELECT ON members TO xiaopu_platform
;;
ALTER TABLE members ENABLE ROW LEVEL SECURITY
;;
ALTER TABLE members FORCE ROW LEVEL SECURITY
;;
CREATE POLICY shop_wall ON members TO xiaopu_app USING (shop_id = current_setting('app.shop_id', true)) WITH CHECK (shop_id = current_setting('app.shop_id', true))
;;
CREATE POLICY platform_reads ON members FOR SELECT TO xiaopu_platform USING (true)
;;
CREATE POLICY migrations ON members TO CURRENT_USER USING (true) WITH CHECK (true)
;;
GRANT SELECT, INSERT, UPDATE, DELETE ON memberships TO xiaopu_app
;;
GRANT SELECT ON memberships TO xiaopu_platform
;;
GRANT SELECT, INSERT, UPDATE, DELETE ON merchant_links TO xiaopu_app
;;
GRANT SELECT ON merchant_links TO xiaopu_platform
;;
GRANT SELECT, INSERT, UPDATE, DELETE ON merchants TO xiaopu_app
;;
GRANT SELECT ON merchants TO xiaopu_platform
;;
GRANT SELECT, INSERT, UPDATE, DELETE ON oauth_states TO xiaopu_app
;;
GRANT SELECT ON oauth_states TO xiaopu_platform
;;
ALTER TABLE oauth_states ENABLE ROW LEVEL SECURITY
;;
ALTER TABLE oauth_states FORCE ROW LEVEL SECURITY
;;
CREATE POLICY shop_wall ON oauth_states TO xiaopu_app USING (shop_id = current_setting('app.shop_id', true)) WITH CHECK (shop_id = current_setting('app.shop_id', true))
;;
CREATE POLICY platform_reads ON oauth_states FOR SELECT TO xiaopu_platform USING (true)
;;
CREATE POLICY migrations ON oauth_states TO CURRENT_USER USING (true) WITH CHECK (true)
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
GRANT SELECT, INSERT, UPDATE, DELETE ON packages TO xiaopu_app
;;
GRANT SELECT ON packages TO xiaopu_platform
;;
ALTER TABLE packages ENABLE ROW LEVEL SECURITY
;;
ALTER TABLE packages FORCE ROW LEVEL SECURITY
;;
CREATE POLICY shop_wall ON packages TO xiaopu_app USING (shop_id = current_setting('app.shop_id', true)) WITH CHECK (shop_id = current_setting('app.shop_id', true))
;;
CREATE POLICY platform_reads ON packages FOR SELECT TO xiaopu_platform USING (true)
;;
CREATE POLICY migrations ON packages TO CURRENT_USER USING (true) WITH CHECK (true)
;;
GRANT SELECT, INSERT, UPDATE, DELETE ON papers TO xiaopu_app
;;
GRANT SELECT ON papers TO xiaopu_platform
;;
ALTER TABLE papers ENABLE ROW LEVEL SECURITY
;;
ALTER TABLE papers FORCE ROW LEVEL SECURITY
;;
CREATE POLICY shop_wall ON papers TO xiaopu_app USING (shop_id = current_setting('app.shop_id', true)) WITH CHECK (shop_id = current_setting('app.shop_id', true))
;;
CREATE POLICY platform_reads ON papers FOR SELECT TO xiaopu_platform USING (true)
;;
CREATE POLICY migrations ON papers TO CURRENT_USER USING (true) WITH CHECK (true)
;;
GRANT SELECT, INSERT, UPDATE, DELETE ON pay_alerts TO xiaopu_app
;;
GRANT SELECT ON pay_alerts TO xiaopu_platform
;;
ALTER TABLE pay_alerts ENABLE ROW LEVEL SECURITY
;;
ALTER TABLE pay_alerts FORCE ROW LEVEL SECURITY
;;
CREATE POLICY shop_wall ON pay_alerts TO xiaopu_app USING (shop_id = current_setting('app.shop_id', true)) WITH CHECK (shop_id = current_setting('app.shop_id', true))
;;
CREATE POLICY platform_reads ON pay_alerts FOR SELECT TO xiaopu_platform USING (true)
;;
CREATE POLICY migrations ON pay_alerts TO CURRENT_USER USING (true) WITH CHECK (true)
;;
GRANT SELECT, INSERT, UPDATE, DELETE ON pay_notices TO xiaopu_app
;;
GRANT SELECT ON pay_notices TO xiaopu_platform
;;
ALTER TABLE pay_notices ENABLE ROW LEVEL SECURITY
;;
ALTER TABLE pay_notices FORCE ROW LEVEL SECURITY
;;
CREATE POLICY shop_wall ON pay_notices TO xiaopu_app USING (shop_id = current_setting('app.shop_id', true)) WITH CHECK (shop_id = current_setting('app.shop_id', true))
;;
CREATE POLICY platform_reads ON pay_notices FOR SELECT TO xiaopu_platform USING (true)
;;
CREATE POLICY migrations ON pay_notices TO CURRENT_USER USING (true) WITH CHECK (true)
;;
GRANT SELECT, INSERT, UPDATE, DELETE ON payment_accounts TO xiaopu_app
;;
GRANT SELECT ON payment_accounts TO xiaopu_platform
;;
ALTER TABLE payment_accounts ENABLE ROW LEVEL SECURITY
;;
ALTER TABLE payment_accounts FORCE ROW LEVEL SECURITY
;;
CREATE POLICY shop_wall ON payment_accounts TO xiaopu_app USING (shop_id = current_setting('app.shop_id', true)) WITH CHECK (shop_id = current_setting('app.shop_id', true))
;;
CREATE POLICY platform_reads ON payment_accounts FOR SELECT TO xiaopu_platform USING (true)
;;
CREATE POLICY migrations ON payment_accounts TO CURRENT_USER USING (true) WITH CHECK (true)
;;
GRANT SELECT, INSERT, UPDATE, DELETE ON payment_proofs TO xiaopu_app
;;
GRANT SELECT ON payment_proofs TO xiaopu_platform
;;
ALTER TABLE payment_proofs ENABLE ROW LEVEL SECURITY
;;
ALTER TABLE payment_proofs FORCE ROW LEVEL SECURITY
;;
CREATE POLICY shop_wall ON payment_proofs TO xiaopu_app USING (shop_id = current_setting('app.shop_id', true)) WITH CHECK (shop_id = current_setting('app.shop_id', true))
;;
CREATE POLICY platform_reads ON payment_proofs FOR SELECT TO xiaopu_platform USING (true)
;;
CREATE POLICY migrations ON payment_proofs TO CURRENT_USER USING (true) WITH CHECK (true)
;;
GRANT SELECT, INSERT, UPDATE, DELETE ON payments TO xiaopu_app
;;
GRANT SELECT ON payments TO xiaopu_platform
;;
ALTER TABLE payments ENABLE ROW LEVEL SECURITY
;;
ALTER TABLE payments FORCE ROW LEVEL SECURITY
;;
CREATE POLICY shop_wall ON payments TO xiaopu_app USING (shop_id = current_setting('app.shop_id', true)) WITH CHECK (shop_id = current_setting('app.shop_id', true))
;;
CREATE POLICY platform_reads ON payments FOR SELECT TO xiaopu_platform USING (true)
;;
CREATE POLICY migrations ON payments TO CURRENT_USER USING (true) WITH CHECK (true)
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
GRANT SELECT, INSERT, UPDATE, DELETE ON purchases TO xiaopu_app
;;
GRANT SELECT ON purchases TO xiaopu_platform
;;
ALTER TABLE purchases ENABLE ROW LEVEL SECURITY
;;
ALTER TABLE purchases FORCE ROW LEVEL SECURITY
;;
CREATE POLICY shop_wall ON purchases TO xiaopu_app USING (shop_id = current_setting('app.shop_id', true)) WITH CHECK (shop_id = current_setting('app.shop_id', true))
;;
CREATE POLICY platform_reads ON purchases FOR SELECT TO xiaopu_platform USING (true)
;;
CREATE POLICY migrations ON purchases TO CURRENT_USER USING (true) WITH CHECK (true)
;;
GRANT SELECT, INSERT, UPDATE, DELETE ON registration_claims TO xiaopu_app
;;
GRANT SELECT ON registration_claims TO xiaopu_platform
;;
GRANT SELECT, INSERT, UPDATE, DELETE ON search_terms TO xiaopu_app
;;
GRANT SELECT ON search_terms TO xiaopu_platform
;;
ALTER TABLE search_terms ENABLE ROW LEVEL SECURITY
;;
ALTER TABLE search_terms FORCE ROW LEVEL SECURITY
;;
CREATE POLICY shop_wall ON search_terms TO xiaopu_app USING (shop_id = current_setting('app.shop_id', true)) WITH CHECK (shop_id = current_setting('app.shop_id', true))
;;
CREATE POLICY platform_reads ON search_terms FOR SELECT TO xiaopu_platform USING (true)
;;
CREATE POLICY migrations ON search_terms TO CURRENT_USER USING (true) WITH CHECK (true)
;;
GRANT SELECT, INSERT, UPDATE, DELETE ON sessions TO xiaopu_app
;;
GRANT SELECT ON sessions TO xiaopu_platform
;;
GRANT SELECT, INSERT, UPDATE, DELETE ON share_pictures TO xiaopu_app
;;
GRANT SELECT ON share_pictures TO xiaopu_platform
;;
ALTER TABLE share_pictures ENABLE ROW LEVEL SECURITY
;;
ALTER TABLE share_pictures FORCE ROW LEVEL SECURITY
;;
CREATE POLICY shop_wall ON share_pictures TO xiaopu_app USING (shop_id = current_setting('app.shop_id', true)) WITH CHECK (shop_id = current_setting('app.shop_id', true))
;;
CREATE POLICY platform_reads ON share_pictures FOR SELECT TO xiaopu_platform USING (true)
;;
CREATE POLICY migrations ON share_pictures TO CURRENT_USER USING (true) WITH CHECK (true)
;;
GRANT SELECT, INSERT, UPDATE, DELETE ON shop_slugs TO xiaopu_app
;;
GRANT SELECT ON shop_slugs TO xiaopu_platform
;;
GRANT SELECT, INSERT, UPDATE, DELETE ON shop_versions TO xiaopu_app
;;
GRANT SELECT ON shop_versions TO xiaopu_platform
;;
ALTER TABLE shop_versions ENABLE ROW LEVEL SECURITY
;;
ALTER TABLE shop_versions FORCE ROW LEVEL SECURITY
;;
CREATE POLICY shop_wall ON shop_versions TO xiaopu_app USING (shop_id = current_setting('app.shop_id', true)) WITH CHECK (shop_id = current_setting('app.shop_id', true))
;;
CREATE POLICY platform_reads ON shop_versions FOR SELECT TO xiaopu_platform USING (true)
;;
CREATE POLICY migrations ON shop_versions TO CURRENT_USER USING (true) WITH CHECK (true)
;;
GRANT SELECT, INSERT, UPDATE, DELETE ON shops TO xiaopu_app
;;
GRANT SELECT ON shops TO xiaopu_platform
;;
ALTER TABLE shops ENABLE ROW LEVEL SECURITY
;;
ALTER TABLE shops FORCE ROW LEVEL SECURITY
;;
CREATE POLICY shop_wall ON shops TO xiaopu_app USING (shop_id = current_setting('app.shop_id', true)) WITH CHECK (shop_id = current_setting('app.shop_id', true))
;;
CREATE POLICY platform_reads ON shops FOR SELECT TO xiaopu_platform USING (true)
;;
CREATE POLICY migrations ON shops TO CURRENT_USER USING (true) WITH CHECK (true)
;;
GRANT SELECT, INSERT, UPDATE, DELETE ON staff_invitations TO xiaopu_app
;;
GRANT SELECT ON staff_invitations TO xiaopu_platform
;;
ALTER TABLE staff_invitations ENABLE ROW LEVEL SECURITY
;;
ALTER TABLE staff_invitations FORCE ROW LEVEL SECURITY
;;
CREATE POLICY shop_wall ON staff_invitations TO xiaopu_app USING (shop_id = current_setting('app.shop_id', true)) WITH CHECK (shop_id = current_setting('app.shop_id', true))
;;
CREATE POLICY platform_reads ON staff_invitations FOR SELECT TO xiaopu_platform USING (true)
;;
CREATE POLICY migrations ON staff_invitations TO CURRENT_USER USING (true) WITH CHECK (true)
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
GRANT SELECT, INSERT, UPDATE, DELETE ON subjects TO xiaopu_app
;;
GRANT SELECT ON subjects TO xiaopu_platform
;;
ALTER TABLE subjects ENABLE ROW LEVEL SECURITY
;;
ALTER TABLE subjects FORCE ROW LEVEL SECURITY
;;
CREATE POLICY shop_wall ON subjects TO xiaopu_app USING (shop_id = current_setting('app.shop_id', true)) WITH CHECK (shop_id = current_setting('app.shop_id', true))
;;
CREATE POLICY platform_reads ON subjects FOR SELECT TO xiaopu_platform USING (true)
;;
CREATE POLICY migrations ON subjects TO CURRENT_USER USING (true) WITH CHECK (true)
;;
GRANT SELECT, INSERT, UPDATE, DELETE ON upload_keys TO xiaopu_app
;;
GRANT SELECT ON upload_keys TO xiaopu_platform
;;
ALTER TABLE upload_keys ENABLE ROW LEVEL SECURITY
;;
ALTER TABLE upload_keys FORCE ROW LEVEL SECURITY
;;
CREATE POLICY shop_wall ON upload_keys TO xiaopu_app USING (shop_id = current_setting('app.shop_id', true)) WITH CHECK (shop_id = current_setting('app.shop_id', true))
;;
CREATE POLICY platform_reads ON upload_keys FOR SELECT TO xiaopu_platform USING (true)
;;
CREATE POLICY migrations ON upload_keys TO CURRENT_USER USING (true) WITH CHECK (true)
;;
GRANT SELECT, INSERT, UPDATE, DELETE ON weapp_grants TO xiaopu_app
;;
GRANT SELECT ON weapp_grants TO xiaopu_platform
;;
ALTER TABLE weapp_grants ENABLE ROW LEVEL SECURITY
;;
ALTER TABLE weapp_grants FORCE ROW LEVEL SECURITY
;;
CREATE POLICY shop_wall ON weapp_grants TO xiaopu_app USING (shop_id = current_setting('app.shop_id', true)) WITH CHECK (shop_id = current_setting('app.shop_id', true))
;;
CREATE POLICY platform_reads ON weapp_grants FOR SELECT TO xiaopu_platform USING (true)
;;
CREATE POLICY migrations ON weapp_grants TO CURRENT_USER USING (true) WITH CHECK (true)
;;
GRANT SELECT, INSERT, UPDATE, DELETE ON weapp_owners TO xiaopu_app
;;
GRANT SELECT ON weapp_owners TO xiaopu_platform
;;
GRANT SELECT, INSERT, UPDATE, DELETE ON weapp_registrations TO xiaopu_app
;;
GRANT SELECT ON weapp_registrations TO xiaopu_platform
;;
ALTER TABLE weapp_registrations ENABLE ROW LEVEL SECURITY
;;
ALTER TABLE weapp_registrations FORCE ROW LEVEL SECURITY
;;
CREATE POLICY shop_wall ON weapp_registrations TO xiaopu_app USING (shop_id = current_setting('app.shop_id', true)) WITH CHECK (shop_id = current_setting('app.shop_id', true))
;;
CREATE POLICY platform_reads ON weapp_registrations FOR SELECT TO xiaopu_platform USING (true)
;;
CREATE POLICY migrations ON weapp_registrations TO CURRENT_USER USING (true) WITH CHECK (true)
;;
GRANT SELECT, INSERT, UPDATE, DELETE ON wechat_pushes TO xiaopu_app
;;
GRANT SELECT ON wechat_pushes TO xiaopu_platform
;;
ALTER TABLE wechat_pushes ENABLE ROW LEVEL SECURITY
;;
ALTER TABLE wechat_pushes FORCE ROW LEVEL SECURITY
;;
CREATE POLICY shop_wall ON wechat_pushes TO xiaopu_app USING (shop_id = current_setting('app.shop_id', true)) WITH CHECK (shop_id = current_setting('app.shop_id', true))
;;
CREATE POLICY platform_reads ON wechat_pushes FOR SELECT TO xiaopu_platform USING (true)
;;
CREATE POLICY migrations ON wechat_pushes TO CURRENT_USER USING (true) WITH CHECK (true)
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
GRANT SELECT, INSERT, UPDATE, DELETE ON wechat_tokens TO xiaopu_app
;;
GRANT SELECT ON wechat_tokens TO xiaopu_platform
;;
GRANT SELECT, INSERT, UPDATE, DELETE ON addresses TO xiaopu_app
;;
GRANT SELECT ON addresses TO xiaopu_platform
;;
ALTER TABLE addresses ENABLE ROW LEVEL SECURITY
;;
ALTER TABLE addresses FORCE ROW LEVEL SECURITY
;;
CREATE POLICY shop_wall ON addresses TO xiaopu_app USING (shop_id = current_setting('app.shop_id', true)) WITH CHECK (shop_id = current_setting('app.shop_id', true))
;;
CREATE POLICY platform_reads ON addresses FOR SELECT TO xiaopu_platform USING (true)
;;
CREATE POLICY migrations ON addresses TO CURRENT_USER USING (true) WITH CHECK (true)
;;
GRANT SELECT, INSERT, UPDATE, DELETE ON campaign_costs TO xiaopu_app
;;
GRANT SELECT ON campaign_costs TO xiaopu_platform
;;
ALTER TABLE campaign_costs ENABLE ROW LEVEL SECURITY
;;
ALTER TABLE campaign_costs FORCE ROW LEVEL SECURITY
;;
CREATE POLICY shop_wall ON campaign_costs TO xiaopu_app USING (shop_id = current_setting('app.shop_id', true)) WITH CHECK (shop_id = current_setting('app.shop_id', true))
;;
CREATE POLICY platform_reads ON campaign_costs FOR SELECT TO xiaopu_platform USING (true)
;;
CREATE POLICY migrations ON campaign_costs TO CURRENT_USER USING (true) WITH CHECK (true)
;;
GRANT SELECT, INSERT, UPDATE, DELETE ON code_reviews TO xiaopu_app
;;
GRANT SELECT ON code_reviews TO xiaopu_platform
;;
ALTER TABLE code_reviews ENABLE ROW LEVEL SECURITY
;;
ALTER TABLE code_reviews FORCE ROW LEVEL SECURITY
;;
CREATE POLICY shop_wall ON code_reviews TO xiaopu_app USING (shop_id = current_setting('app.shop_id', true)) WITH CHECK (shop_id = current_setting('app.shop_id', true))
;;
CREATE POLICY platform_reads ON code_reviews FOR SELECT TO xiaopu_platform USING (true)
;;
CREATE POLICY migrations ON code_reviews TO CURRENT_USER USING (true) WITH CHECK (true)
;;
GRANT SELECT, INSERT, UPDATE, DELETE ON favourites TO xiaopu_app
;;
GRANT SELECT ON favourites TO xiaopu_platform
;;
ALTER TABLE favourites ENABLE ROW LEVEL SECURITY
;;
ALTER TABLE favourites FORCE ROW LEVEL SECURITY
;;
CREATE POLICY shop_wall ON favourites TO xiaopu_app USING (shop_id = current_setting('app.shop_id', true)) WITH CHECK (shop_id = current_setting('app.shop_id', true))
;;
CREATE POLICY platform_reads ON favourites FOR SELECT TO xiaopu_platform USING (true)
;;
CREATE POLICY migrations ON favourites TO CURRENT_USER USING (true) WITH CHECK (true)
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
GRANT SELECT, INSERT, UPDATE, DELETE ON identities TO xiaopu_app
;;
GRANT SELECT ON identities TO xiaopu_platform
;;
ALTER TABLE identities ENABLE ROW LEVEL SECURITY
;;
ALTER TABLE identities FORCE ROW LEVEL SECURITY
;;
CREATE POLICY shop_wall ON identities TO xiaopu_app USING (shop_id = current_setting('app.shop_id', true)) WITH CHECK (shop_id = current_setting('app.shop_id', true))
;;
CREATE POLICY platform_reads ON identities FOR SELECT TO xiaopu_platform USING (true)
;;
CREATE POLICY migrations ON identities TO CURRENT_USER USING (true) WITH CHECK (true)
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
GRANT SELECT, INSERT, UPDATE, DELETE ON member_tokens TO xiaopu_app
;;
GRANT SELECT ON member_tokens TO xiaopu_platform
;;
ALTER TABLE member_tokens ENABLE ROW LEVEL SECURITY
;;
ALTER TABLE member_tokens FORCE ROW LEVEL SECURITY
;;
CREATE POLICY shop_wall ON member_tokens TO xiaopu_app USING (shop_id = current_setting('app.shop_id', true)) WITH CHECK (shop_id = current_setting('app.shop_id', true))
;;
CREATE POLICY platform_reads ON member_tokens FOR SELECT TO xiaopu_platform USING (true)
;;
CREATE POLICY migrations ON member_tokens TO CURRENT_USER USING (true) WITH CHECK (true)
;;
GRANT SELECT, INSERT, UPDATE, DELETE ON orders TO xiaopu_app
;;
GRANT SELECT ON orders TO xiaopu_platform
;;
ALTER TABLE orders ENABLE ROW LEVEL SECURITY
;;
ALTER TABLE orders FORCE ROW LEVEL SECURITY
;;
CREATE POLICY shop_wall ON orders TO xiaopu_app USING (shop_id = current_setting('app.shop_id', true)) WITH CHECK (shop_id = current_setting('app.shop_id', true))
;;
CREATE POLICY platform_reads ON orders FOR SELECT TO xiaopu_platform USING (true)
;;
CREATE POLICY migrations ON orders TO CURRENT_USER USING (true) WITH CHECK (true)
;;
GRANT SELECT, INSERT, UPDATE, DELETE ON refunds TO xiaopu_app
;;
GRANT SELECT ON refunds TO xiaopu_platform
;;
ALTER TABLE refunds ENABLE ROW LEVEL SECURITY
;;
ALTER TABLE refunds FORCE ROW LEVEL SECURITY
;;
CREATE POLICY shop_wall ON refunds TO xiaopu_app USING (shop_id = current_setting('app.shop_id', true)) WITH CHECK (shop_id = current_setting('app.shop_id', true))
;;
CREATE POLICY platform_reads ON refunds FOR SELECT TO xiaopu_platform USING (true)
;;
CREATE POLICY migrations ON refunds TO CURRENT_USER USING (true) WITH CHECK (true)
;;
GRANT SELECT, INSERT, UPDATE, DELETE ON subscriptions TO xiaopu_app
;;
GRANT SELECT ON subscriptions TO xiaopu_platform
;;
ALTER TABLE subscriptions ENABLE ROW LEVEL SECURITY
;;
ALTER TABLE subscriptions FORCE ROW LEVEL SECURITY
;;
CREATE POLICY shop_wall ON subscriptions TO xiaopu_app USING (shop_id = current_setting('app.shop_id', true)) WITH CHECK (shop_id = current_setting('app.shop_id', true))
;;
CREATE POLICY platform_reads ON subscriptions FOR SELECT TO xiaopu_platform USING (true)
;;
CREATE POLICY migrations ON subscriptions TO CURRENT_USER USING (true) WITH CHECK (true)
;;
GRANT SELECT, INSERT, UPDATE, DELETE ON touches TO xiaopu_app
;;
GRANT SELECT ON touches TO xiaopu_platform
;;
ALTER TABLE touches ENABLE ROW LEVEL SECURITY
;;
ALTER TABLE touches FORCE ROW LEVEL SECURITY
;;
CREATE POLICY shop_wall ON touches TO xiaopu_app USING (shop_id = current_setting('app.shop_id', true)) WITH CHECK (shop_id = current_setting('app.shop_id', true))
;;
CREATE POLICY platform_reads ON touches FOR SELECT TO xiaopu_platform USING (true)
;;
CREATE POLICY migrations ON touches TO CURRENT_USER USING (true) WITH CHECK (true)
;;
GRANT SELECT, INSERT, UPDATE, DELETE ON aftersales TO xiaopu_app
;;
GRANT SELECT ON aftersales TO xiaopu_platform
;;
ALTER TABLE aftersales ENABLE ROW LEVEL SECURITY
;;
ALTER TABLE aftersales FORCE ROW LEVEL SECURITY
;;
CREATE POLICY shop_wall ON aftersales TO xiaopu_app USING (shop_id = current_setting('app.shop_id', true)) WITH CHECK (shop_id = current_setting('app.shop_id', true))
;;
CREATE POLICY platform_reads ON aftersales FOR SELECT TO xiaopu_platform USING (true)
;;
CREATE POLICY migrations ON aftersales TO CURRENT_USER USING (true) WITH CHECK (true)
;;
GRANT SELECT, INSERT, UPDATE, DELETE ON code_review_history TO xiaopu_app
;;
GRANT SELECT ON code_review_history TO xiaopu_platform
;;
ALTER TABLE code_review_history ENABLE ROW LEVEL SECURITY
;;
ALTER TABLE code_review_history FORCE ROW LEVEL SECURITY
;;
CREATE POLICY shop_wall ON code_review_history TO xiaopu_app USING (shop_id = current_setting('app.shop_id', true)) WITH CHECK (shop_id = current_setting('app.shop_id', true))
;;
CREATE POLICY platform_reads ON code_review_history FOR SELECT TO xiaopu_platform USING (true)
;;
CREATE POLICY migrations ON code_review_history TO CURRENT_USER USING (true) WITH CHECK (true)
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
GRANT SELECT, INSERT, UPDATE, DELETE ON order_history TO xiaopu_app
;;
GRANT SELECT ON order_history TO xiaopu_platform
;;
ALTER TABLE order_history ENABLE ROW LEVEL SECURITY
;;
ALTER TABLE order_history FORCE ROW LEVEL SECURITY
;;
CREATE POLICY shop_wall ON order_history TO xiaopu_app USING (shop_id = current_setting('app.shop_id', true)) WITH CHECK (shop_id = current_setting('app.shop_id', true))
;;
CREATE POLICY platform_reads ON order_history FOR SELECT TO xiaopu_platform USING (true)
;;
CREATE POLICY migrations ON order_history TO CURRENT_USER USING (true) WITH CHECK (true)
;;
GRANT SELECT, INSERT, UPDATE, DELETE ON order_lines TO xiaopu_app
;;
GRANT SELECT ON order_lines TO xiaopu_platform
;;
ALTER TABLE order_lines ENABLE ROW LEVEL SECURITY
;;
ALTER TABLE order_lines FORCE ROW LEVEL SECURITY
;;
CREATE POLICY shop_wall ON order_lines TO xiaopu_app USING (shop_id = current_setting('app.shop_id', true)) WITH CHECK (shop_id = current_setting('app.shop_id', true))
;;
CREATE POLICY platform_reads ON order_lines FOR SELECT TO xiaopu_platform USING (true)
;;
CREATE POLICY migrations ON order_lines TO CURRENT_USER USING (true) WITH CHECK (true)
;;
GRANT SELECT, INSERT, UPDATE, DELETE ON reviews TO xiaopu_app
;;
GRANT SELECT ON reviews TO xiaopu_platform
;;
ALTER TABLE reviews ENABLE ROW LEVEL SECURITY
;;
ALTER TABLE reviews FORCE ROW LEVEL SECURITY
;;
CREATE POLICY shop_wall ON reviews TO xiaopu_app USING (shop_id = current_setting('app.shop_id', true)) WITH CHECK (shop_id = current_setting('app.shop_id', true))
;;
CREATE POLICY platform_reads ON reviews FOR SELECT TO xiaopu_platform USING (true)
;;
CREATE POLICY migrations ON reviews TO CURRENT_USER USING (true) WITH CHECK (true)
;;
GRANT SELECT, INSERT, UPDATE, DELETE ON shipments TO xiaopu_app
;;
GRANT SELECT ON shipments TO xiaopu_platform
;;
ALTER TABLE shipments ENABLE ROW LEVEL SECURITY
;;
ALTER TABLE shipments FORCE ROW LEVEL SECURITY
;;
CREATE POLICY shop_wall ON shipments TO xiaopu_app USING (shop_id = current_setting('app.shop_id', true)) WITH CHECK (shop_id = current_setting('app.shop_id', true))
;;
CREATE POLICY platform_reads ON shipments FOR SELECT TO xiaopu_platform USING (true)
;;
CREATE POLICY migrations ON shipments TO CURRENT_USER USING (true) WITH CHECK (true)
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
GRANT SELECT, INSERT, UPDATE, DELETE ON aftersale_history TO xiaopu_app
;;
GRANT SELECT ON aftersale_history TO xiaopu_platform
;;
ALTER TABLE aftersale_history ENABLE ROW LEVEL SECURITY
;;
ALTER TABLE aftersale_history FORCE ROW LEVEL SECURITY
;;
CREATE POLICY shop_wall ON aftersale_history TO xiaopu_app USING (shop_id = current_setting('app.shop_id', true)) WITH CHECK (shop_id = current_setting('app.shop_id', true))
;;
CREATE POLICY platform_reads ON aftersale_history FOR SELECT TO xiaopu_platform USING (true)
;;
CREATE POLICY migrations ON aftersale_history TO CURRENT_USER USING (true) WITH CHECK (true)
;;
GRANT SELECT, INSERT, UPDATE, DELETE ON cart_lines TO xiaopu_app
;;
GRANT SELECT ON cart_lines TO xiaopu_platform
;;
ALTER TABLE cart_lines ENABLE ROW LEVEL SECURITY
;;
ALTER TABLE cart_lines FORCE ROW LEVEL SECURITY
;;
CREATE POLICY shop_wall ON cart_lines TO xiaopu_app USING (shop_id = current_setting('app.shop_id', true)) WITH CHECK (shop_id = current_setting('app.shop_id', true))
;;
CREATE POLICY platform_reads ON cart_lines FOR SELECT TO xiaopu_platform USING (true)
;;
CREATE POLICY migrations ON cart_lines TO CURRENT_USER USING (true) WITH CHECK (true)
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
;;
-- Place an order in one round trip: hold the stock in the order of ids, note it, write the order.
-- Called by orders/usecases/write_placement.py with stock lines merged per SKU and sorted; runs with the caller's rights, so
-- row-level security holds inside. Raises XP001 with every line that is short; then nothing of the transaction is kept.
CREATE OR REPLACE FUNCTION place_order(p_shop text, p jsonb, p_recipient bytea, p_phone bytea) RETURNS void
LANGUAGE plpgsql AS $$
DECLARE
    want record;
    after record;
    short jsonb := '[]';
    o jsonb := p -> 'order';
    moment timestamptz := (p ->> 'at')::timestamptz;
BEGIN
    FOR want IN
        SELECT e ->> 0 AS sku_id, (e ->> 1)::bigint AS units, e ->> 2 AS journal_id
        FROM jsonb_array_elements(p -> 'stock') WITH ORDINALITY AS t(e, n) ORDER BY n
    LOOP
        UPDATE stock SET on_hand = on_hand - want.units, reserved = reserved + want.units
        WHERE shop_id = p_shop AND sku_id = want.sku_id AND on_hand >= want.units
        RETURNING on_hand, goods_id INTO after;
        IF NOT FOUND THEN
            short := short || jsonb_build_object(
                'sku_id', want.sku_id, 'wanted', want.units, 'available', coalesce(
                    (SELECT on_hand FROM stock WHERE shop_id = p_shop AND sku_id = want.sku_id), 0));
            CONTINUE;
        END IF;
        INSERT INTO stock_journal (shop_id, id, sku_id, goods_id, kind, delta, available_after, reason, actor, at)
        VALUES (p_shop, want.journal_id, want.sku_id, after.goods_id, 'reserve', -want.units, after.on_hand,
                p ->> 'reason', p ->> 'actor', moment);
    END LOOP;
    IF short <> '[]'::jsonb THEN
        RAISE EXCEPTION 'out of stock' USING ERRCODE = 'XP001', DETAIL = short::text;
    END IF;
    INSERT INTO orders (
        shop_id, id, order_no, member_id, status, channel, pay_by, subject, item_count, unreviewed, goods_fen, freight_fen,
        payable_fen, price_lines, recipient_sealed, phone_index, region_code, remark, flag, created_at, pay_deadline_at
    ) VALUES (
        p_shop, o ->> 'id', o ->> 'order_no', o ->> 'member_id', 'pending', o ->> 'channel', o ->> 'pay_by', o ->> 'subject',
        (o ->> 'item_count')::bigint, 0, (o ->> 'goods_fen')::bigint, (o ->> 'freight_fen')::bigint,
        (o ->> 'payable_fen')::bigint, o -> 'price_lines', p_recipient, p_phone, o ->> 'region_code', o ->> 'remark', 0,
        (o ->> 'created_at')::timestamptz, (o ->> 'pay_deadline_at')::timestamptz
    );
    INSERT INTO order_lines (
        shop_id, id, order_id, goods_id, sku_id, name, spec_text, picture_url, price_fen, quantity, amount_fen
    )
    SELECT p_shop, l.id, l.order_id, l.goods_id, l.sku_id, l.name, l.spec_text, l.picture_url, l.price_fen, l.quantity,
           l.amount_fen
    FROM jsonb_to_recordset(p -> 'lines') AS l(
        id text, order_id text, goods_id text, sku_id text, name text, spec_text text, picture_url text,
        price_fen bigint, quantity bigint, amount_fen bigint);
    INSERT INTO order_history (shop_id, id, order_id, action, status_to, actor, at)
    VALUES (p_shop, p ->> 'history_id', o ->> 'id', 'place', 'pending', p ->> 'actor', moment);
END $$
