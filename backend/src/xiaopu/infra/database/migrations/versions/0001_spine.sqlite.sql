CREATE TABLE applyment_history (
	shop_id TEXT NOT NULL, 
	id TEXT NOT NULL, 
	applyment TEXT NOT NULL, 
	at INTEGER NOT NULL, 
	actor TEXT NOT NULL, 
	status TEXT NOT NULL, 
	faults TEXT NOT NULL, 
	CONSTRAINT pk_applyment_history PRIMARY KEY (shop_id, id), 
	CONSTRAINT ck_applyment_history_shop_id_0 CHECK (length(shop_id) = 20), 
	CONSTRAINT ck_applyment_history_id_0 CHECK (length(id) = 20), 
	CONSTRAINT ck_applyment_history_applyment_0 CHECK (length(applyment) = 20), 
	CONSTRAINT ck_applyment_history_actor_0 CHECK (length(actor) <= 60), 
	CONSTRAINT ck_applyment_history_status_0 CHECK (length(status) <= 12), 
	CONSTRAINT ck_applyment_history_faults_0 CHECK (faults IS NULL OR json_valid(faults))
)
 STRICT
;;
CREATE INDEX ix_applyment_history ON applyment_history (shop_id, applyment, id)
;;
CREATE TABLE applyments (
	shop_id TEXT NOT NULL, 
	id TEXT NOT NULL, 
	provider_mchid TEXT NOT NULL, 
	business_code TEXT NOT NULL, 
	applyment_id TEXT, 
	status TEXT NOT NULL, 
	form_sealed BLOB NOT NULL, 
	faults TEXT NOT NULL, 
	sign_url TEXT, 
	sub_mchid TEXT, 
	in_use INTEGER NOT NULL, 
	created_at INTEGER NOT NULL, 
	moved_at INTEGER NOT NULL, 
	next_poll_at INTEGER, 
	CONSTRAINT pk_applyments PRIMARY KEY (shop_id), 
	CONSTRAINT ck_applyments_own_number CHECK (status <> 'finished' OR (sub_mchid IS NOT NULL AND sub_mchid <> provider_mchid)), 
	CONSTRAINT ck_applyments_shop_id_0 CHECK (length(shop_id) = 20), 
	CONSTRAINT ck_applyments_id_0 CHECK (length(id) = 20), 
	CONSTRAINT ck_applyments_provider_mchid_0 CHECK (length(provider_mchid) <= 32), 
	CONSTRAINT ck_applyments_business_code_0 CHECK (length(business_code) <= 124), 
	CONSTRAINT ck_applyments_applyment_id_0 CHECK (length(applyment_id) <= 32), 
	CONSTRAINT ck_applyments_status_0 CHECK (length(status) <= 12), 
	CONSTRAINT ck_applyments_faults_0 CHECK (faults IS NULL OR json_valid(faults)), 
	CONSTRAINT ck_applyments_sign_url_0 CHECK (length(sign_url) <= 512), 
	CONSTRAINT ck_applyments_sub_mchid_0 CHECK (length(sub_mchid) <= 32), 
	CONSTRAINT ck_applyments_in_use_0 CHECK (in_use IN (0, 1))
)
 STRICT
;;
CREATE INDEX ix_applyments_due ON applyments (shop_id, next_poll_at) WHERE next_poll_at IS NOT NULL
;;
CREATE TABLE audit_log (
	shop_id TEXT NOT NULL, 
	id TEXT NOT NULL, 
	at INTEGER NOT NULL, 
	actor TEXT NOT NULL, 
	action TEXT NOT NULL, 
	object TEXT NOT NULL, 
	"before" TEXT, 
	"after" TEXT, 
	CONSTRAINT pk_audit_log PRIMARY KEY (shop_id, id), 
	CONSTRAINT ck_audit_log_shop_id_0 CHECK (length(shop_id) = 20), 
	CONSTRAINT ck_audit_log_id_0 CHECK (length(id) = 20), 
	CONSTRAINT ck_audit_log_actor_0 CHECK (length(actor) <= 60), 
	CONSTRAINT ck_audit_log_action_0 CHECK (length(action) <= 60), 
	CONSTRAINT ck_audit_log_object_0 CHECK (length(object) <= 80), 
	CONSTRAINT ck_audit_log_before_0 CHECK (before IS NULL OR json_valid(before)), 
	CONSTRAINT ck_audit_log_after_0 CHECK (after IS NULL OR json_valid(after))
)
 STRICT
;;
CREATE TABLE campaign_codes (
	shop_id TEXT NOT NULL, 
	id TEXT NOT NULL, 
	owner TEXT NOT NULL, 
	medium TEXT NOT NULL, 
	target TEXT NOT NULL, 
	trial INTEGER NOT NULL, 
	appid TEXT, 
	link TEXT, 
	picture TEXT, 
	made_at INTEGER NOT NULL, 
	expires_at INTEGER, 
	CONSTRAINT pk_campaign_codes PRIMARY KEY (shop_id, id), 
	CONSTRAINT uq_campaign_codes UNIQUE (shop_id, owner, medium, target, trial), 
	CONSTRAINT ck_campaign_codes_shop_id_0 CHECK (length(shop_id) = 20), 
	CONSTRAINT ck_campaign_codes_id_0 CHECK (length(id) = 20), 
	CONSTRAINT ck_campaign_codes_owner_0 CHECK (length(owner) <= 20), 
	CONSTRAINT ck_campaign_codes_medium_0 CHECK (length(medium) <= 12), 
	CONSTRAINT ck_campaign_codes_target_0 CHECK (length(target) <= 40), 
	CONSTRAINT ck_campaign_codes_trial_0 CHECK (trial IN (0, 1)), 
	CONSTRAINT ck_campaign_codes_appid_0 CHECK (length(appid) <= 32), 
	CONSTRAINT ck_campaign_codes_link_0 CHECK (length(link) <= 1200), 
	CONSTRAINT ck_campaign_codes_picture_0 CHECK (length(picture) <= 120)
)
 STRICT
;;
CREATE TABLE campaigns (
	shop_id TEXT NOT NULL, 
	id TEXT NOT NULL, 
	short TEXT NOT NULL, 
	name TEXT NOT NULL, 
	kind TEXT NOT NULL, 
	note TEXT, 
	created_at INTEGER NOT NULL, 
	archived_at INTEGER, 
	CONSTRAINT pk_campaigns PRIMARY KEY (shop_id, id), 
	CONSTRAINT uq_campaigns_short UNIQUE (shop_id, short), 
	CONSTRAINT ck_campaigns_shop_id_0 CHECK (length(shop_id) = 20), 
	CONSTRAINT ck_campaigns_id_0 CHECK (length(id) = 20), 
	CONSTRAINT ck_campaigns_short_0 CHECK (length(short) <= 6), 
	CONSTRAINT ck_campaigns_name_0 CHECK (length(name) <= 30), 
	CONSTRAINT ck_campaigns_kind_0 CHECK (length(kind) <= 20), 
	CONSTRAINT ck_campaigns_note_0 CHECK (length(note) <= 200)
)
 STRICT
;;
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
CREATE TABLE channels (
	shop_id TEXT NOT NULL, 
	kind TEXT NOT NULL, 
	appid TEXT NOT NULL, 
	secret_sealed BLOB, 
	push_token_sealed BLOB, 
	push_key_sealed BLOB, 
	templates TEXT NOT NULL, 
	shipping_managed INTEGER NOT NULL, 
	granted INTEGER NOT NULL, 
	updated_at INTEGER NOT NULL, 
	CONSTRAINT pk_channels PRIMARY KEY (shop_id, kind), 
	CONSTRAINT ck_channels_shop_id_0 CHECK (length(shop_id) = 20), 
	CONSTRAINT ck_channels_kind_0 CHECK (length(kind) <= 20), 
	CONSTRAINT ck_channels_appid_0 CHECK (length(appid) <= 32), 
	CONSTRAINT ck_channels_templates_0 CHECK (templates IS NULL OR json_valid(templates)), 
	CONSTRAINT ck_channels_shipping_managed_0 CHECK (shipping_managed IN (0, 1)), 
	CONSTRAINT ck_channels_granted_0 CHECK (granted IN (0, 1))
)
 STRICT
;;
CREATE TABLE code_settings (
	shop_id TEXT NOT NULL, 
	accent TEXT NOT NULL, 
	domains TEXT NOT NULL, 
	contact TEXT NOT NULL, 
	purposes TEXT NOT NULL, 
	declared TEXT, 
	declared_at INTEGER, 
	updated_at INTEGER NOT NULL, 
	CONSTRAINT pk_code_settings PRIMARY KEY (shop_id), 
	CONSTRAINT ck_code_settings_shop_id_0 CHECK (length(shop_id) = 20), 
	CONSTRAINT ck_code_settings_accent_0 CHECK (length(accent) <= 7), 
	CONSTRAINT ck_code_settings_domains_0 CHECK (domains IS NULL OR json_valid(domains)), 
	CONSTRAINT ck_code_settings_contact_0 CHECK (contact IS NULL OR json_valid(contact)), 
	CONSTRAINT ck_code_settings_purposes_0 CHECK (purposes IS NULL OR json_valid(purposes)), 
	CONSTRAINT ck_code_settings_declared_0 CHECK (declared IS NULL OR json_valid(declared))
)
 STRICT
;;
CREATE TABLE code_testers (
	shop_id TEXT NOT NULL, 
	id TEXT NOT NULL, 
	wechat_id_sealed BLOB NOT NULL, 
	userstr TEXT NOT NULL, 
	created_at INTEGER NOT NULL, 
	CONSTRAINT pk_code_testers PRIMARY KEY (shop_id, id), 
	CONSTRAINT ck_code_testers_shop_id_0 CHECK (length(shop_id) = 20), 
	CONSTRAINT ck_code_testers_id_0 CHECK (length(id) = 20), 
	CONSTRAINT ck_code_testers_userstr_0 CHECK (length(userstr) <= 128)
)
 STRICT
;;
CREATE TABLE component_pushes (
	dedup_key TEXT NOT NULL, 
	appid TEXT NOT NULL, 
	event TEXT NOT NULL, 
	content_sealed BLOB NOT NULL, 
	at INTEGER NOT NULL, 
	CONSTRAINT pk_component_pushes PRIMARY KEY (dedup_key, appid), 
	CONSTRAINT ck_component_pushes_dedup_key_0 CHECK (length(dedup_key) <= 80), 
	CONSTRAINT ck_component_pushes_appid_0 CHECK (length(appid) <= 64), 
	CONSTRAINT ck_component_pushes_event_0 CHECK (length(event) <= 60)
)
 STRICT
;;
CREATE TABLE component_tickets (
	component TEXT NOT NULL, 
	ticket_sealed BLOB NOT NULL, 
	pushed_at INTEGER NOT NULL, 
	at INTEGER NOT NULL, 
	CONSTRAINT pk_component_tickets PRIMARY KEY (component), 
	CONSTRAINT ck_component_tickets_component_0 CHECK (length(component) <= 64), 
	CONSTRAINT ck_component_tickets_pushed_at_0 CHECK (pushed_at >= 0)
)
 STRICT
;;
CREATE TABLE confirm_files (
	name TEXT NOT NULL, 
	content TEXT NOT NULL, 
	keeper TEXT NOT NULL, 
	CONSTRAINT pk_confirm_files PRIMARY KEY (name), 
	CONSTRAINT ck_confirm_files_name_0 CHECK (length(name) <= 64), 
	CONSTRAINT ck_confirm_files_content_0 CHECK (length(content) <= 200), 
	CONSTRAINT ck_confirm_files_keeper_0 CHECK (length(keeper) = 20)
)
 STRICT
;;
CREATE TABLE email_codes (
	shop_id TEXT NOT NULL, 
	id TEXT NOT NULL, 
	email_index BLOB NOT NULL, 
	email_sealed BLOB NOT NULL, 
	digest BLOB, 
	tries INTEGER NOT NULL, 
	created_at INTEGER NOT NULL, 
	expires_at INTEGER NOT NULL, 
	used_at INTEGER, 
	CONSTRAINT pk_email_codes PRIMARY KEY (shop_id, id), 
	CONSTRAINT ck_email_codes_shop_id_0 CHECK (length(shop_id) = 20), 
	CONSTRAINT ck_email_codes_id_0 CHECK (length(id) = 20), 
	CONSTRAINT ck_email_codes_tries_0 CHECK (tries >= 0)
)
 STRICT
;;
CREATE INDEX ix_email_codes_email ON email_codes (shop_id, email_index)
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
CREATE TABLE grant_states (
	digest BLOB NOT NULL, 
	shop_id TEXT NOT NULL, 
	merchant_id TEXT NOT NULL, 
	created_at INTEGER NOT NULL, 
	used_at INTEGER, 
	CONSTRAINT pk_grant_states PRIMARY KEY (digest), 
	CONSTRAINT ck_grant_states_shop_id_0 CHECK (length(shop_id) = 20), 
	CONSTRAINT ck_grant_states_merchant_id_0 CHECK (length(merchant_id) = 20)
)
 STRICT
;;
CREATE TABLE home_pages (
	shop_id TEXT NOT NULL, 
	document TEXT NOT NULL, 
	version INTEGER NOT NULL, 
	updated_at INTEGER NOT NULL, 
	CONSTRAINT pk_home_pages PRIMARY KEY (shop_id), 
	CONSTRAINT ck_home_pages_shop_id_0 CHECK (length(shop_id) = 20), 
	CONSTRAINT ck_home_pages_document_0 CHECK (document IS NULL OR json_valid(document)), 
	CONSTRAINT ck_home_pages_version_0 CHECK (version >= 1)
)
 STRICT
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
	CONSTRAINT ck_imports_rows_failed_0 CHECK (rows_failed >= 0)
)
 STRICT
;;
CREATE TABLE launch_beacons (
	shop_id TEXT NOT NULL, 
	env_version TEXT NOT NULL, 
	version TEXT NOT NULL, 
	appid TEXT NOT NULL, 
	first_at INTEGER NOT NULL, 
	last_at INTEGER NOT NULL, 
	CONSTRAINT pk_launch_beacons PRIMARY KEY (shop_id, env_version, version, appid), 
	CONSTRAINT ck_launch_beacons_shop_id_0 CHECK (length(shop_id) = 20), 
	CONSTRAINT ck_launch_beacons_env_version_0 CHECK (length(env_version) <= 10), 
	CONSTRAINT ck_launch_beacons_version_0 CHECK (length(version) <= 64), 
	CONSTRAINT ck_launch_beacons_appid_0 CHECK (length(appid) <= 32)
)
 STRICT
;;
CREATE TABLE launch_cases (
	shop_id TEXT NOT NULL, 
	id TEXT NOT NULL, 
	step TEXT NOT NULL, 
	desk TEXT NOT NULL, 
	text TEXT NOT NULL, 
	answer TEXT, 
	is_open INTEGER NOT NULL, 
	actor TEXT NOT NULL, 
	opened_at INTEGER NOT NULL, 
	closed_at INTEGER, 
	reminded_at INTEGER, 
	CONSTRAINT pk_launch_cases PRIMARY KEY (shop_id, id), 
	CONSTRAINT ck_launch_cases_shop_id_0 CHECK (length(shop_id) = 20), 
	CONSTRAINT ck_launch_cases_id_0 CHECK (length(id) = 20), 
	CONSTRAINT ck_launch_cases_step_0 CHECK (length(step) <= 20), 
	CONSTRAINT ck_launch_cases_desk_0 CHECK (length(desk) <= 20), 
	CONSTRAINT ck_launch_cases_text_0 CHECK (length(text) <= 4000), 
	CONSTRAINT ck_launch_cases_answer_0 CHECK (length(answer) <= 1000), 
	CONSTRAINT ck_launch_cases_is_open_0 CHECK (is_open IN (0, 1)), 
	CONSTRAINT ck_launch_cases_actor_0 CHECK (length(actor) <= 60)
)
 STRICT
;;
CREATE INDEX ix_launch_cases_open ON launch_cases (shop_id, is_open, id)
;;
CREATE TABLE launch_declared (
	shop_id TEXT NOT NULL, 
	task TEXT NOT NULL, 
	actor TEXT NOT NULL, 
	at INTEGER NOT NULL, 
	CONSTRAINT pk_launch_declared PRIMARY KEY (shop_id, task), 
	CONSTRAINT ck_launch_declared_shop_id_0 CHECK (length(shop_id) = 20), 
	CONSTRAINT ck_launch_declared_task_0 CHECK (length(task) <= 20), 
	CONSTRAINT ck_launch_declared_actor_0 CHECK (length(actor) <= 60)
)
 STRICT
;;
CREATE TABLE launch_forms (
	shop_id TEXT NOT NULL, 
	kind TEXT NOT NULL, 
	form_sealed BLOB, 
	reference TEXT, 
	link TEXT, 
	faults TEXT NOT NULL, 
	number TEXT, 
	handed_in_at INTEGER, 
	updated_at INTEGER NOT NULL, 
	CONSTRAINT pk_launch_forms PRIMARY KEY (shop_id, kind), 
	CONSTRAINT ck_launch_forms_shop_id_0 CHECK (length(shop_id) = 20), 
	CONSTRAINT ck_launch_forms_kind_0 CHECK (length(kind) <= 20), 
	CONSTRAINT ck_launch_forms_reference_0 CHECK (length(reference) <= 128), 
	CONSTRAINT ck_launch_forms_link_0 CHECK (length(link) <= 600), 
	CONSTRAINT ck_launch_forms_faults_0 CHECK (faults IS NULL OR json_valid(faults)), 
	CONSTRAINT ck_launch_forms_number_0 CHECK (length(number) <= 40)
)
 STRICT
;;
CREATE TABLE launch_history (
	shop_id TEXT NOT NULL, 
	id TEXT NOT NULL, 
	step TEXT NOT NULL, 
	action TEXT NOT NULL, 
	status_from TEXT NOT NULL, 
	status_to TEXT NOT NULL, 
	actor TEXT NOT NULL, 
	why TEXT, 
	stood_s INTEGER NOT NULL, 
	at INTEGER NOT NULL, 
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
 STRICT
;;
CREATE INDEX ix_launch_history_step ON launch_history (shop_id, step, id)
;;
CREATE TABLE launch_steps (
	shop_id TEXT NOT NULL, 
	step TEXT NOT NULL, 
	status TEXT NOT NULL, 
	proof TEXT, 
	outlook TEXT NOT NULL, 
	since INTEGER NOT NULL, 
	looked_at INTEGER NOT NULL, 
	reminded_at INTEGER, 
	CONSTRAINT pk_launch_steps PRIMARY KEY (shop_id, step), 
	CONSTRAINT ck_launch_steps_shop_id_0 CHECK (length(shop_id) = 20), 
	CONSTRAINT ck_launch_steps_step_0 CHECK (length(step) <= 20), 
	CONSTRAINT ck_launch_steps_status_0 CHECK (length(status) <= 20), 
	CONSTRAINT ck_launch_steps_proof_0 CHECK (length(proof) <= 10), 
	CONSTRAINT ck_launch_steps_outlook_0 CHECK (outlook IS NULL OR json_valid(outlook))
)
 STRICT
;;
CREATE INDEX ix_launch_steps_status ON launch_steps (shop_id, status)
;;
CREATE TABLE launch_template_items (
	shop_id TEXT NOT NULL, 
	kind TEXT NOT NULL, 
	item_id TEXT NOT NULL, 
	template TEXT NOT NULL, 
	mark TEXT NOT NULL, 
	at INTEGER NOT NULL, 
	CONSTRAINT pk_launch_template_items PRIMARY KEY (shop_id, kind, item_id), 
	CONSTRAINT ck_launch_template_items_shop_id_0 CHECK (length(shop_id) = 20), 
	CONSTRAINT ck_launch_template_items_kind_0 CHECK (length(kind) <= 10), 
	CONSTRAINT ck_launch_template_items_item_id_0 CHECK (length(item_id) <= 20), 
	CONSTRAINT ck_launch_template_items_template_0 CHECK (length(template) <= 10), 
	CONSTRAINT ck_launch_template_items_mark_0 CHECK (length(mark) <= 40)
)
 STRICT
;;
CREATE TABLE launches (
	shop_id TEXT NOT NULL, 
	mode TEXT, 
	started_at INTEGER NOT NULL, 
	live_at INTEGER, 
	consent_until INTEGER, 
	CONSTRAINT pk_launches PRIMARY KEY (shop_id), 
	CONSTRAINT ck_launches_shop_id_0 CHECK (length(shop_id) = 20), 
	CONSTRAINT ck_launches_mode_0 CHECK (length(mode) <= 10)
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
CREATE TABLE members (
	shop_id TEXT NOT NULL, 
	id TEXT NOT NULL, 
	nickname TEXT NOT NULL, 
	avatar TEXT, 
	phone_sealed BLOB, 
	email_sealed BLOB, 
	created_at INTEGER NOT NULL, 
	last_seen_at INTEGER NOT NULL, 
	erased_at INTEGER, 
	CONSTRAINT pk_members PRIMARY KEY (shop_id, id), 
	CONSTRAINT ck_members_shop_id_0 CHECK (length(shop_id) = 20), 
	CONSTRAINT ck_members_id_0 CHECK (length(id) = 20), 
	CONSTRAINT ck_members_nickname_0 CHECK (length(nickname) <= 40), 
	CONSTRAINT ck_members_avatar_0 CHECK (length(avatar) <= 120)
)
 STRICT
;;
CREATE TABLE memberships (
	merchant_id TEXT NOT NULL, 
	shop_id TEXT NOT NULL, 
	role TEXT NOT NULL, 
	created_at INTEGER NOT NULL, 
	CONSTRAINT pk_memberships PRIMARY KEY (merchant_id, shop_id), 
	CONSTRAINT ck_memberships_merchant_id_0 CHECK (length(merchant_id) = 20), 
	CONSTRAINT ck_memberships_shop_id_0 CHECK (length(shop_id) = 20), 
	CONSTRAINT ck_memberships_role_0 CHECK (length(role) <= 20)
)
 STRICT
;;
CREATE INDEX ix_memberships_shop ON memberships (shop_id)
;;
CREATE TABLE merchant_links (
	digest BLOB NOT NULL, 
	merchant_id TEXT NOT NULL, 
	purpose TEXT NOT NULL, 
	expires_at INTEGER NOT NULL, 
	used_at INTEGER, 
	CONSTRAINT pk_merchant_links PRIMARY KEY (digest), 
	CONSTRAINT ck_merchant_links_merchant_id_0 CHECK (length(merchant_id) = 20), 
	CONSTRAINT ck_merchant_links_purpose_0 CHECK (length(purpose) <= 10)
)
 STRICT
;;
CREATE INDEX ix_merchant_links_merchant ON merchant_links (merchant_id)
;;
CREATE TABLE merchants (
	id TEXT NOT NULL, 
	email_index BLOB NOT NULL, 
	email_sealed BLOB NOT NULL, 
	password_hash TEXT NOT NULL, 
	created_at INTEGER NOT NULL, 
	verified_at INTEGER, 
	CONSTRAINT pk_merchants PRIMARY KEY (id), 
	CONSTRAINT uq_merchants_email UNIQUE (email_index), 
	CONSTRAINT ck_merchants_id_0 CHECK (length(id) = 20), 
	CONSTRAINT ck_merchants_password_hash_0 CHECK (length(password_hash) <= 200)
)
 STRICT
;;
CREATE TABLE oauth_states (
	shop_id TEXT NOT NULL, 
	digest BLOB NOT NULL, 
	created_at INTEGER NOT NULL, 
	used_at INTEGER, 
	CONSTRAINT pk_oauth_states PRIMARY KEY (shop_id, digest), 
	CONSTRAINT ck_oauth_states_shop_id_0 CHECK (length(shop_id) = 20)
)
 STRICT
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
CREATE TABLE packages (
	shop_id TEXT NOT NULL, 
	id TEXT NOT NULL, 
	version TEXT NOT NULL, 
	description TEXT NOT NULL, 
	profile TEXT NOT NULL, 
	origin TEXT NOT NULL, 
	appid TEXT NOT NULL, 
	status TEXT NOT NULL, 
	round INTEGER NOT NULL, 
	percent INTEGER NOT NULL, 
	log TEXT NOT NULL, 
	findings TEXT NOT NULL, 
	sizes TEXT, 
	pages TEXT NOT NULL, 
	apis TEXT NOT NULL, 
	privacy TEXT NOT NULL, 
	sha256 TEXT, 
	zip_bytes INTEGER, 
	object_key TEXT, 
	upload_error TEXT, 
	actor TEXT NOT NULL, 
	created_at INTEGER NOT NULL, 
	updated_at INTEGER NOT NULL, 
	uploaded_at INTEGER, 
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
	CONSTRAINT ck_packages_log_0 CHECK (log IS NULL OR json_valid(log)), 
	CONSTRAINT ck_packages_findings_0 CHECK (findings IS NULL OR json_valid(findings)), 
	CONSTRAINT ck_packages_sizes_0 CHECK (sizes IS NULL OR json_valid(sizes)), 
	CONSTRAINT ck_packages_pages_0 CHECK (pages IS NULL OR json_valid(pages)), 
	CONSTRAINT ck_packages_apis_0 CHECK (apis IS NULL OR json_valid(apis)), 
	CONSTRAINT ck_packages_privacy_0 CHECK (privacy IS NULL OR json_valid(privacy)), 
	CONSTRAINT ck_packages_sha256_0 CHECK (length(sha256) <= 64), 
	CONSTRAINT ck_packages_zip_bytes_0 CHECK (zip_bytes >= 0), 
	CONSTRAINT ck_packages_object_key_0 CHECK (length(object_key) <= 120), 
	CONSTRAINT ck_packages_upload_error_0 CHECK (length(upload_error) <= 300), 
	CONSTRAINT ck_packages_actor_0 CHECK (length(actor) <= 60)
)
 STRICT
;;
CREATE INDEX ix_packages_uploaded ON packages (shop_id, uploaded_at)
;;
CREATE TABLE papers (
	shop_id TEXT NOT NULL, 
	id TEXT NOT NULL, 
	kind TEXT NOT NULL, 
	valid_until TEXT, 
	note TEXT, 
	file_key TEXT NOT NULL, 
	bytes INTEGER NOT NULL, 
	created_at INTEGER NOT NULL, 
	CONSTRAINT pk_papers PRIMARY KEY (shop_id, id), 
	CONSTRAINT ck_papers_shop_id_0 CHECK (length(shop_id) = 20), 
	CONSTRAINT ck_papers_id_0 CHECK (length(id) = 20), 
	CONSTRAINT ck_papers_kind_0 CHECK (length(kind) <= 30), 
	CONSTRAINT ck_papers_valid_until_0 CHECK (length(valid_until) <= 10), 
	CONSTRAINT ck_papers_note_0 CHECK (length(note) <= 120), 
	CONSTRAINT ck_papers_file_key_0 CHECK (length(file_key) <= 120), 
	CONSTRAINT ck_papers_bytes_0 CHECK (bytes >= 0)
)
 STRICT
;;
CREATE INDEX ix_papers_kind ON papers (shop_id, kind)
;;
CREATE TABLE pay_alerts (
	shop_id TEXT NOT NULL, 
	id TEXT NOT NULL, 
	at INTEGER NOT NULL, 
	code TEXT NOT NULL, 
	facts TEXT NOT NULL, 
	CONSTRAINT pk_pay_alerts PRIMARY KEY (shop_id, id), 
	CONSTRAINT ck_pay_alerts_shop_id_0 CHECK (length(shop_id) = 20), 
	CONSTRAINT ck_pay_alerts_id_0 CHECK (length(id) = 20), 
	CONSTRAINT ck_pay_alerts_code_0 CHECK (length(code) <= 60), 
	CONSTRAINT ck_pay_alerts_facts_0 CHECK (facts IS NULL OR json_valid(facts))
)
 STRICT
;;
CREATE TABLE pay_notices (
	shop_id TEXT NOT NULL, 
	id TEXT NOT NULL, 
	kind TEXT NOT NULL, 
	received_at INTEGER NOT NULL, 
	CONSTRAINT pk_pay_notices PRIMARY KEY (shop_id, id), 
	CONSTRAINT ck_pay_notices_shop_id_0 CHECK (length(shop_id) = 20), 
	CONSTRAINT ck_pay_notices_id_0 CHECK (length(id) <= 64), 
	CONSTRAINT ck_pay_notices_kind_0 CHECK (length(kind) <= 10)
)
 STRICT
;;
CREATE TABLE payment_accounts (
	shop_id TEXT NOT NULL, 
	mchid TEXT NOT NULL, 
	provider_mchid TEXT, 
	serial_no TEXT, 
	private_key_sealed BLOB, 
	apiv3_key_sealed BLOB, 
	public_key_id TEXT, 
	public_key_pem TEXT, 
	certificate_pem TEXT, 
	updated_at INTEGER NOT NULL, 
	checked_at INTEGER, 
	check_code TEXT, 
	findings TEXT, 
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
	CONSTRAINT ck_payment_accounts_check_code_0 CHECK (length(check_code) <= 60), 
	CONSTRAINT ck_payment_accounts_findings_0 CHECK (findings IS NULL OR json_valid(findings))
)
 STRICT
;;
CREATE TABLE payment_proofs (
	shop_id TEXT NOT NULL, 
	id TEXT NOT NULL, 
	kind TEXT NOT NULL, 
	slot TEXT, 
	status TEXT NOT NULL, 
	payment_id TEXT, 
	code_url TEXT, 
	token_hash BLOB, 
	last_error TEXT, 
	created_at INTEGER NOT NULL, 
	expires_at INTEGER NOT NULL, 
	paid_at INTEGER, 
	refunded_at INTEGER, 
	ended_at INTEGER, 
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
 STRICT
;;
CREATE INDEX ix_payment_proofs_due ON payment_proofs (shop_id, expires_at) WHERE status = 'waiting'
;;
CREATE TABLE payments (
	shop_id TEXT NOT NULL, 
	id TEXT NOT NULL, 
	payable_kind TEXT NOT NULL, 
	payable_id TEXT NOT NULL, 
	subject TEXT NOT NULL, 
	channel TEXT NOT NULL, 
	appid TEXT NOT NULL, 
	mchid TEXT NOT NULL, 
	openid TEXT NOT NULL, 
	out_trade_no TEXT NOT NULL, 
	amount_fen INTEGER NOT NULL, 
	refunded_fen INTEGER NOT NULL, 
	status TEXT NOT NULL, 
	prepay_id TEXT, 
	prepaid_at INTEGER, 
	transaction_id TEXT, 
	created_at INTEGER NOT NULL, 
	expires_at INTEGER NOT NULL, 
	paid_at INTEGER, 
	noticed_at INTEGER, 
	closed_at INTEGER, 
	next_query_at INTEGER, 
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
 STRICT
;;
CREATE INDEX ix_payments_due ON payments (shop_id, next_query_at) WHERE next_query_at IS NOT NULL
;;
CREATE INDEX ix_payments_payable ON payments (shop_id, payable_kind, payable_id)
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
CREATE TABLE purchases (
	shop_id TEXT NOT NULL, 
	member_id TEXT NOT NULL, 
	goods_id TEXT NOT NULL, 
	units INTEGER NOT NULL, 
	CONSTRAINT pk_purchases PRIMARY KEY (shop_id, member_id, goods_id), 
	CONSTRAINT ck_purchases_shop_id_0 CHECK (length(shop_id) = 20), 
	CONSTRAINT ck_purchases_member_id_0 CHECK (length(member_id) = 20), 
	CONSTRAINT ck_purchases_goods_id_0 CHECK (length(goods_id) = 20), 
	CONSTRAINT ck_purchases_units_0 CHECK (units >= 0)
)
 STRICT
;;
CREATE TABLE registration_claims (
	fingerprint BLOB NOT NULL, 
	shop_id TEXT NOT NULL, 
	registration_id TEXT NOT NULL, 
	open_until INTEGER NOT NULL, 
	CONSTRAINT pk_registration_claims PRIMARY KEY (fingerprint), 
	CONSTRAINT ck_registration_claims_shop_id_0 CHECK (length(shop_id) = 20), 
	CONSTRAINT ck_registration_claims_registration_id_0 CHECK (length(registration_id) = 20)
)
 STRICT
;;
CREATE TABLE search_terms (
	shop_id TEXT NOT NULL, 
	term TEXT NOT NULL, 
	goods_id TEXT NOT NULL, 
	weight INTEGER NOT NULL, 
	CONSTRAINT pk_search_terms PRIMARY KEY (shop_id, term, goods_id), 
	CONSTRAINT ck_search_terms_shop_id_0 CHECK (length(shop_id) = 20), 
	CONSTRAINT ck_search_terms_term_0 CHECK (length(term) <= 40), 
	CONSTRAINT ck_search_terms_goods_id_0 CHECK (length(goods_id) = 20), 
	CONSTRAINT ck_search_terms_weight_0 CHECK (weight >= 1)
)
 STRICT
;;
CREATE INDEX ix_search_terms_goods ON search_terms (shop_id, goods_id)
;;
CREATE TABLE sessions (
	digest BLOB NOT NULL, 
	merchant_id TEXT NOT NULL, 
	csrf TEXT NOT NULL, 
	created_at INTEGER NOT NULL, 
	expires_at INTEGER NOT NULL, 
	agent TEXT NOT NULL, 
	CONSTRAINT pk_sessions PRIMARY KEY (digest), 
	CONSTRAINT ck_sessions_merchant_id_0 CHECK (length(merchant_id) = 20), 
	CONSTRAINT ck_sessions_csrf_0 CHECK (length(csrf) <= 80), 
	CONSTRAINT ck_sessions_agent_0 CHECK (length(agent) <= 200)
)
 STRICT
;;
CREATE INDEX ix_sessions_merchant ON sessions (merchant_id)
;;
CREATE TABLE share_pictures (
	shop_id TEXT NOT NULL, 
	goods_id TEXT NOT NULL, 
	kind TEXT NOT NULL, 
	owner TEXT NOT NULL, 
	digest TEXT NOT NULL, 
	picture TEXT NOT NULL, 
	made_at INTEGER NOT NULL, 
	CONSTRAINT pk_share_pictures PRIMARY KEY (shop_id, goods_id, kind, owner), 
	CONSTRAINT ck_share_pictures_shop_id_0 CHECK (length(shop_id) = 20), 
	CONSTRAINT ck_share_pictures_goods_id_0 CHECK (length(goods_id) = 20), 
	CONSTRAINT ck_share_pictures_kind_0 CHECK (length(kind) <= 12), 
	CONSTRAINT ck_share_pictures_owner_0 CHECK (length(owner) <= 20), 
	CONSTRAINT ck_share_pictures_digest_0 CHECK (length(digest) <= 64), 
	CONSTRAINT ck_share_pictures_picture_0 CHECK (length(picture) <= 120)
)
 STRICT
;;
CREATE TABLE shop_slugs (
	slug TEXT NOT NULL, 
	shop_id TEXT NOT NULL, 
	CONSTRAINT pk_shop_slugs PRIMARY KEY (slug), 
	CONSTRAINT ck_shop_slugs_slug_0 CHECK (length(slug) <= 32), 
	CONSTRAINT ck_shop_slugs_shop_id_0 CHECK (length(shop_id) = 20)
)
 STRICT
;;
CREATE INDEX ix_shop_slugs_shop ON shop_slugs (shop_id)
;;
CREATE TABLE shop_versions (
	shop_id TEXT NOT NULL, 
	version INTEGER NOT NULL, 
	CONSTRAINT pk_shop_versions PRIMARY KEY (shop_id), 
	CONSTRAINT ck_shop_versions_shop_id_0 CHECK (length(shop_id) = 20), 
	CONSTRAINT ck_shop_versions_version_0 CHECK (version >= 1)
)
 STRICT
;;
CREATE TABLE shops (
	shop_id TEXT NOT NULL, 
	slug TEXT NOT NULL, 
	name TEXT NOT NULL, 
	settings TEXT NOT NULL, 
	weapp_selling INTEGER NOT NULL, 
	created_at INTEGER NOT NULL, 
	CONSTRAINT pk_shops PRIMARY KEY (shop_id), 
	CONSTRAINT ck_shops_shop_id_0 CHECK (length(shop_id) = 20), 
	CONSTRAINT ck_shops_slug_0 CHECK (length(slug) <= 32), 
	CONSTRAINT ck_shops_name_0 CHECK (length(name) <= 30), 
	CONSTRAINT ck_shops_settings_0 CHECK (settings IS NULL OR json_valid(settings)), 
	CONSTRAINT ck_shops_weapp_selling_0 CHECK (weapp_selling IN (0, 1))
)
 STRICT
;;
CREATE TABLE staff_invitations (
	shop_id TEXT NOT NULL, 
	id TEXT NOT NULL, 
	email_index BLOB NOT NULL, 
	email_sealed BLOB NOT NULL, 
	role TEXT NOT NULL, 
	digest BLOB, 
	created_at INTEGER NOT NULL, 
	expires_at INTEGER NOT NULL, 
	CONSTRAINT pk_staff_invitations PRIMARY KEY (shop_id, id), 
	CONSTRAINT uq_staff_invitations_email UNIQUE (shop_id, email_index), 
	CONSTRAINT ck_staff_invitations_shop_id_0 CHECK (length(shop_id) = 20), 
	CONSTRAINT ck_staff_invitations_id_0 CHECK (length(id) = 20), 
	CONSTRAINT ck_staff_invitations_role_0 CHECK (length(role) <= 20)
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
CREATE TABLE subjects (
	shop_id TEXT NOT NULL, 
	kind TEXT NOT NULL, 
	name_sealed BLOB NOT NULL, 
	credit_code TEXT, 
	legal_name_sealed BLOB, 
	id_number_sealed BLOB, 
	phone_sealed BLOB, 
	sells TEXT NOT NULL, 
	locked_at INTEGER, 
	changed_at INTEGER NOT NULL, 
	CONSTRAINT pk_subjects PRIMARY KEY (shop_id), 
	CONSTRAINT ck_subjects_shop_id_0 CHECK (length(shop_id) = 20), 
	CONSTRAINT ck_subjects_kind_0 CHECK (length(kind) <= 20), 
	CONSTRAINT ck_subjects_credit_code_0 CHECK (length(credit_code) <= 18), 
	CONSTRAINT ck_subjects_sells_0 CHECK (sells IS NULL OR json_valid(sells))
)
 STRICT
;;
CREATE TABLE upload_keys (
	shop_id TEXT NOT NULL, 
	appid TEXT NOT NULL, 
	key_sealed BLOB NOT NULL, 
	fingerprint TEXT NOT NULL, 
	robot INTEGER NOT NULL, 
	updated_at INTEGER NOT NULL, 
	CONSTRAINT pk_upload_keys PRIMARY KEY (shop_id, appid), 
	CONSTRAINT ck_upload_keys_shop_id_0 CHECK (length(shop_id) = 20), 
	CONSTRAINT ck_upload_keys_appid_0 CHECK (length(appid) <= 64), 
	CONSTRAINT ck_upload_keys_fingerprint_0 CHECK (length(fingerprint) <= 64), 
	CONSTRAINT ck_upload_keys_robot_0 CHECK (robot >= 1)
)
 STRICT
;;
CREATE TABLE weapp_grants (
	shop_id TEXT NOT NULL, 
	appid TEXT NOT NULL, 
	status TEXT NOT NULL, 
	source TEXT NOT NULL, 
	refresh_token_sealed BLOB, 
	rights TEXT NOT NULL, 
	user_name TEXT NOT NULL, 
	nick_name TEXT NOT NULL, 
	principal_name TEXT NOT NULL, 
	granted_at INTEGER NOT NULL, 
	checked_at INTEGER NOT NULL, 
	revoked_at INTEGER, 
	CONSTRAINT pk_weapp_grants PRIMARY KEY (shop_id, appid), 
	CONSTRAINT ck_weapp_grants_shop_id_0 CHECK (length(shop_id) = 20), 
	CONSTRAINT ck_weapp_grants_appid_0 CHECK (length(appid) <= 64), 
	CONSTRAINT ck_weapp_grants_status_0 CHECK (length(status) <= 10), 
	CONSTRAINT ck_weapp_grants_source_0 CHECK (length(source) <= 12), 
	CONSTRAINT ck_weapp_grants_rights_0 CHECK (rights IS NULL OR json_valid(rights)), 
	CONSTRAINT ck_weapp_grants_user_name_0 CHECK (length(user_name) <= 64), 
	CONSTRAINT ck_weapp_grants_nick_name_0 CHECK (length(nick_name) <= 120), 
	CONSTRAINT ck_weapp_grants_principal_name_0 CHECK (length(principal_name) <= 200)
)
 STRICT
;;
CREATE TABLE weapp_owners (
	appid TEXT NOT NULL, 
	shop_id TEXT NOT NULL, 
	revoked INTEGER NOT NULL, 
	at INTEGER NOT NULL, 
	CONSTRAINT pk_weapp_owners PRIMARY KEY (appid), 
	CONSTRAINT ck_weapp_owners_appid_0 CHECK (length(appid) <= 64), 
	CONSTRAINT ck_weapp_owners_shop_id_0 CHECK (length(shop_id) = 20), 
	CONSTRAINT ck_weapp_owners_revoked_0 CHECK (revoked IN (0, 1))
)
 STRICT
;;
CREATE TABLE weapp_registrations (
	shop_id TEXT NOT NULL, 
	id TEXT NOT NULL, 
	kind TEXT NOT NULL, 
	state TEXT NOT NULL, 
	facts_sealed BLOB NOT NULL, 
	fingerprint BLOB NOT NULL, 
	code TEXT, 
	appid TEXT, 
	auth_code_sealed BLOB, 
	created_at INTEGER NOT NULL, 
	updated_at INTEGER NOT NULL, 
	expires_at INTEGER NOT NULL, 
	CONSTRAINT pk_weapp_registrations PRIMARY KEY (shop_id, id), 
	CONSTRAINT ck_weapp_registrations_shop_id_0 CHECK (length(shop_id) = 20), 
	CONSTRAINT ck_weapp_registrations_id_0 CHECK (length(id) = 20), 
	CONSTRAINT ck_weapp_registrations_kind_0 CHECK (length(kind) <= 20), 
	CONSTRAINT ck_weapp_registrations_state_0 CHECK (length(state) <= 12), 
	CONSTRAINT ck_weapp_registrations_code_0 CHECK (length(code) <= 20), 
	CONSTRAINT ck_weapp_registrations_appid_0 CHECK (length(appid) <= 64)
)
 STRICT
;;
CREATE INDEX ix_weapp_registrations_open ON weapp_registrations (shop_id, state)
;;
CREATE TABLE wechat_pushes (
	shop_id TEXT NOT NULL, 
	dedup_key TEXT NOT NULL, 
	kind TEXT NOT NULL, 
	event TEXT NOT NULL, 
	content_sealed BLOB NOT NULL, 
	at INTEGER NOT NULL, 
	CONSTRAINT pk_wechat_pushes PRIMARY KEY (shop_id, dedup_key), 
	CONSTRAINT ck_wechat_pushes_shop_id_0 CHECK (length(shop_id) = 20), 
	CONSTRAINT ck_wechat_pushes_dedup_key_0 CHECK (length(dedup_key) <= 80), 
	CONSTRAINT ck_wechat_pushes_kind_0 CHECK (length(kind) <= 60), 
	CONSTRAINT ck_wechat_pushes_event_0 CHECK (length(event) <= 60)
)
 STRICT
;;
CREATE TABLE wechat_shipping (
	shop_id TEXT NOT NULL, 
	shipment_id TEXT NOT NULL, 
	order_id TEXT NOT NULL, 
	status TEXT NOT NULL, 
	error TEXT, 
	at INTEGER NOT NULL, 
	settles_at INTEGER, 
	received_at INTEGER, 
	settled_at INTEGER, 
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
CREATE TABLE wechat_tokens (
	name TEXT NOT NULL, 
	token_sealed BLOB, 
	expires_at INTEGER, 
	leased_by TEXT, 
	leased_until INTEGER, 
	CONSTRAINT pk_wechat_tokens PRIMARY KEY (name), 
	CONSTRAINT ck_wechat_tokens_name_0 CHECK (length(name) <= 120), 
	CONSTRAINT ck_wechat_tokens_leased_by_0 CHECK (length(leased_by) <= 40)
)
 STRICT
;;
CREATE TABLE addresses (
	shop_id TEXT NOT NULL, 
	id TEXT NOT NULL, 
	member_id TEXT NOT NULL, 
	recipient_sealed BLOB NOT NULL, 
	region_code TEXT NOT NULL, 
	is_default INTEGER NOT NULL, 
	created_at INTEGER NOT NULL, 
	updated_at INTEGER NOT NULL, 
	CONSTRAINT pk_addresses PRIMARY KEY (shop_id, id), 
	FOREIGN KEY(shop_id, member_id) REFERENCES members (shop_id, id), 
	CONSTRAINT ck_addresses_shop_id_0 CHECK (length(shop_id) = 20), 
	CONSTRAINT ck_addresses_id_0 CHECK (length(id) = 20), 
	CONSTRAINT ck_addresses_member_id_0 CHECK (length(member_id) = 20), 
	CONSTRAINT ck_addresses_region_code_0 CHECK (length(region_code) <= 12), 
	CONSTRAINT ck_addresses_is_default_0 CHECK (is_default IN (0, 1))
)
 STRICT
;;
CREATE INDEX ix_addresses_member ON addresses (shop_id, member_id)
;;
CREATE TABLE campaign_costs (
	shop_id TEXT NOT NULL, 
	id TEXT NOT NULL, 
	campaign_id TEXT NOT NULL, 
	day TEXT NOT NULL, 
	amount_fen INTEGER NOT NULL, 
	note TEXT, 
	created_at INTEGER NOT NULL, 
	CONSTRAINT pk_campaign_costs PRIMARY KEY (shop_id, id), 
	FOREIGN KEY(shop_id, campaign_id) REFERENCES campaigns (shop_id, id), 
	CONSTRAINT ck_campaign_costs_shop_id_0 CHECK (length(shop_id) = 20), 
	CONSTRAINT ck_campaign_costs_id_0 CHECK (length(id) = 20), 
	CONSTRAINT ck_campaign_costs_campaign_id_0 CHECK (length(campaign_id) = 20), 
	CONSTRAINT ck_campaign_costs_day_0 CHECK (length(day) <= 10), 
	CONSTRAINT ck_campaign_costs_amount_fen_0 CHECK (amount_fen >= 1), 
	CONSTRAINT ck_campaign_costs_note_0 CHECK (length(note) <= 100)
)
 STRICT
;;
CREATE INDEX ix_campaign_costs_campaign ON campaign_costs (shop_id, campaign_id)
;;
CREATE INDEX ix_campaign_costs_day ON campaign_costs (shop_id, day)
;;
CREATE TABLE code_reviews (
	shop_id TEXT NOT NULL, 
	id TEXT NOT NULL, 
	package_id TEXT NOT NULL, 
	appid TEXT NOT NULL, 
	granted INTEGER NOT NULL, 
	audit_id INTEGER, 
	status TEXT NOT NULL, 
	submission TEXT NOT NULL, 
	feedback_sealed BLOB, 
	reason TEXT, 
	gray_percent INTEGER NOT NULL, 
	sped_up INTEGER NOT NULL, 
	actor TEXT NOT NULL, 
	submitted_at INTEGER NOT NULL, 
	moved_at INTEGER NOT NULL, 
	checked_at INTEGER, 
	released_at INTEGER, 
	CONSTRAINT pk_code_reviews PRIMARY KEY (shop_id, id), 
	FOREIGN KEY(shop_id, package_id) REFERENCES packages (shop_id, id), 
	CONSTRAINT ck_code_reviews_shop_id_0 CHECK (length(shop_id) = 20), 
	CONSTRAINT ck_code_reviews_id_0 CHECK (length(id) = 20), 
	CONSTRAINT ck_code_reviews_package_id_0 CHECK (length(package_id) = 20), 
	CONSTRAINT ck_code_reviews_appid_0 CHECK (length(appid) <= 64), 
	CONSTRAINT ck_code_reviews_granted_0 CHECK (granted IN (0, 1)), 
	CONSTRAINT ck_code_reviews_audit_id_0 CHECK (audit_id >= 0), 
	CONSTRAINT ck_code_reviews_status_0 CHECK (length(status) <= 12), 
	CONSTRAINT ck_code_reviews_submission_0 CHECK (submission IS NULL OR json_valid(submission)), 
	CONSTRAINT ck_code_reviews_reason_0 CHECK (length(reason) <= 8000), 
	CONSTRAINT ck_code_reviews_gray_percent_0 CHECK (gray_percent >= 0), 
	CONSTRAINT ck_code_reviews_sped_up_0 CHECK (sped_up IN (0, 1)), 
	CONSTRAINT ck_code_reviews_actor_0 CHECK (length(actor) <= 60)
)
 STRICT
;;
CREATE INDEX ix_code_reviews_moved ON code_reviews (shop_id, status, id)
;;
CREATE UNIQUE INDEX uq_code_reviews_open ON code_reviews (shop_id) WHERE status IN ('submitted', 'delayed')
;;
CREATE TABLE favourites (
	shop_id TEXT NOT NULL, 
	member_id TEXT NOT NULL, 
	goods_id TEXT NOT NULL, 
	created_at INTEGER NOT NULL, 
	CONSTRAINT pk_favourites PRIMARY KEY (shop_id, member_id, goods_id), 
	FOREIGN KEY(shop_id, member_id) REFERENCES members (shop_id, id), 
	CONSTRAINT ck_favourites_shop_id_0 CHECK (length(shop_id) = 20), 
	CONSTRAINT ck_favourites_member_id_0 CHECK (length(member_id) = 20), 
	CONSTRAINT ck_favourites_goods_id_0 CHECK (length(goods_id) = 20)
)
 STRICT
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
CREATE TABLE identities (
	shop_id TEXT NOT NULL, 
	kind TEXT NOT NULL, 
	realm TEXT NOT NULL, 
	subject BLOB NOT NULL, 
	member_id TEXT NOT NULL, 
	subject_sealed BLOB, 
	created_at INTEGER NOT NULL, 
	CONSTRAINT pk_identities PRIMARY KEY (shop_id, kind, realm, subject), 
	FOREIGN KEY(shop_id, member_id) REFERENCES members (shop_id, id), 
	CONSTRAINT ck_identities_shop_id_0 CHECK (length(shop_id) = 20), 
	CONSTRAINT ck_identities_kind_0 CHECK (length(kind) <= 10), 
	CONSTRAINT ck_identities_realm_0 CHECK (length(realm) <= 32), 
	CONSTRAINT ck_identities_member_id_0 CHECK (length(member_id) = 20)
)
 STRICT
;;
CREATE INDEX ix_identities_member ON identities (shop_id, member_id)
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
CREATE TABLE member_tokens (
	shop_id TEXT NOT NULL, 
	digest BLOB NOT NULL, 
	member_id TEXT NOT NULL, 
	channel TEXT NOT NULL, 
	appid TEXT NOT NULL, 
	openid_sealed BLOB, 
	created_at INTEGER NOT NULL, 
	expires_at INTEGER NOT NULL, 
	CONSTRAINT pk_member_tokens PRIMARY KEY (shop_id, digest), 
	FOREIGN KEY(shop_id, member_id) REFERENCES members (shop_id, id), 
	CONSTRAINT ck_member_tokens_shop_id_0 CHECK (length(shop_id) = 20), 
	CONSTRAINT ck_member_tokens_member_id_0 CHECK (length(member_id) = 20), 
	CONSTRAINT ck_member_tokens_channel_0 CHECK (length(channel) <= 20), 
	CONSTRAINT ck_member_tokens_appid_0 CHECK (length(appid) <= 32)
)
 STRICT
;;
CREATE INDEX ix_member_tokens_member ON member_tokens (shop_id, member_id)
;;
CREATE TABLE orders (
	shop_id TEXT NOT NULL, 
	id TEXT NOT NULL, 
	order_no TEXT NOT NULL, 
	member_id TEXT NOT NULL, 
	status TEXT NOT NULL, 
	channel TEXT NOT NULL, 
	pay_by TEXT NOT NULL, 
	subject TEXT NOT NULL, 
	item_count INTEGER NOT NULL, 
	unreviewed INTEGER NOT NULL, 
	goods_fen INTEGER NOT NULL, 
	freight_fen INTEGER NOT NULL, 
	payable_fen INTEGER NOT NULL, 
	price_lines TEXT NOT NULL, 
	recipient_sealed BLOB NOT NULL, 
	phone_index BLOB NOT NULL, 
	region_code TEXT NOT NULL, 
	remark TEXT, 
	note TEXT, 
	flag INTEGER NOT NULL, 
	aftersale_status TEXT, 
	aftersale TEXT, 
	created_at INTEGER NOT NULL, 
	pay_deadline_at INTEGER NOT NULL, 
	paid_at INTEGER, 
	shipped_at INTEGER, 
	auto_receive_at INTEGER, 
	ended_at INTEGER, 
	closed_reason TEXT, 
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
	CONSTRAINT ck_orders_price_lines_0 CHECK (price_lines IS NULL OR json_valid(price_lines)), 
	CONSTRAINT ck_orders_region_code_0 CHECK (length(region_code) <= 6), 
	CONSTRAINT ck_orders_remark_0 CHECK (length(remark) <= 200), 
	CONSTRAINT ck_orders_note_0 CHECK (length(note) <= 500), 
	CONSTRAINT ck_orders_flag_0 CHECK (flag >= 0), 
	CONSTRAINT ck_orders_aftersale_status_0 CHECK (length(aftersale_status) <= 12), 
	CONSTRAINT ck_orders_aftersale_0 CHECK (aftersale IS NULL OR json_valid(aftersale)), 
	CONSTRAINT ck_orders_closed_reason_0 CHECK (length(closed_reason) <= 60)
)
 STRICT
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
	shop_id TEXT NOT NULL, 
	id TEXT NOT NULL, 
	payment_id TEXT NOT NULL, 
	out_refund_no TEXT NOT NULL, 
	amount_fen INTEGER NOT NULL, 
	reason TEXT NOT NULL, 
	source TEXT NOT NULL, 
	status TEXT NOT NULL, 
	wechat_refund_id TEXT, 
	last_error TEXT, 
	created_at INTEGER NOT NULL, 
	done_at INTEGER, 
	next_query_at INTEGER, 
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
 STRICT
;;
CREATE INDEX ix_refunds_due ON refunds (shop_id, next_query_at) WHERE next_query_at IS NOT NULL
;;
CREATE INDEX ix_refunds_payment ON refunds (shop_id, payment_id)
;;
CREATE TABLE subscriptions (
	shop_id TEXT NOT NULL, 
	member_id TEXT NOT NULL, 
	template_id TEXT NOT NULL, 
	last_answer TEXT NOT NULL, 
	accepted INTEGER NOT NULL, 
	rejected INTEGER NOT NULL, 
	at INTEGER NOT NULL, 
	CONSTRAINT pk_subscriptions PRIMARY KEY (shop_id, member_id, template_id), 
	FOREIGN KEY(shop_id, member_id) REFERENCES members (shop_id, id), 
	CONSTRAINT ck_subscriptions_shop_id_0 CHECK (length(shop_id) = 20), 
	CONSTRAINT ck_subscriptions_member_id_0 CHECK (length(member_id) = 20), 
	CONSTRAINT ck_subscriptions_template_id_0 CHECK (length(template_id) <= 64), 
	CONSTRAINT ck_subscriptions_last_answer_0 CHECK (length(last_answer) <= 10), 
	CONSTRAINT ck_subscriptions_accepted_0 CHECK (accepted >= 0), 
	CONSTRAINT ck_subscriptions_rejected_0 CHECK (rejected >= 0)
)
 STRICT
;;
CREATE TABLE touches (
	shop_id TEXT NOT NULL, 
	id TEXT NOT NULL, 
	visitor BLOB NOT NULL, 
	campaign_id TEXT NOT NULL, 
	hour INTEGER NOT NULL, 
	at INTEGER NOT NULL, 
	last_at INTEGER NOT NULL, 
	until_at INTEGER NOT NULL, 
	member_id TEXT, 
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
 STRICT
;;
CREATE INDEX ix_touches_campaign ON touches (shop_id, campaign_id, at)
;;
CREATE INDEX ix_touches_member ON touches (shop_id, member_id, at)
;;
CREATE TABLE aftersales (
	shop_id TEXT NOT NULL, 
	id TEXT NOT NULL, 
	order_id TEXT NOT NULL, 
	member_id TEXT NOT NULL, 
	status TEXT NOT NULL, 
	reason TEXT NOT NULL, 
	note TEXT, 
	amount_fen INTEGER NOT NULL, 
	rounds INTEGER NOT NULL, 
	answer TEXT, 
	created_at INTEGER NOT NULL, 
	updated_at INTEGER NOT NULL, 
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
 STRICT
;;
CREATE INDEX ix_aftersales_order ON aftersales (shop_id, order_id, id)
;;
CREATE INDEX ix_aftersales_status ON aftersales (shop_id, status, id)
;;
CREATE UNIQUE INDEX uq_aftersales_open ON aftersales (shop_id, order_id) WHERE status IN ('requested', 'refunding')
;;
CREATE TABLE code_review_history (
	shop_id TEXT NOT NULL, 
	id TEXT NOT NULL, 
	review_id TEXT NOT NULL, 
	action TEXT NOT NULL, 
	status_to TEXT NOT NULL, 
	actor TEXT NOT NULL, 
	why TEXT, 
	at INTEGER NOT NULL, 
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
 STRICT
;;
CREATE INDEX ix_code_review_history ON code_review_history (shop_id, review_id)
;;
CREATE TABLE goods_details (
	shop_id TEXT NOT NULL, 
	goods_id TEXT NOT NULL, 
	pictures TEXT NOT NULL, 
	params TEXT NOT NULL, 
	specs TEXT NOT NULL, 
	imported TEXT, 
	detail_html TEXT NOT NULL, 
	CONSTRAINT pk_goods_details PRIMARY KEY (shop_id, goods_id), 
	FOREIGN KEY(shop_id, goods_id) REFERENCES goods (shop_id, id), 
	CONSTRAINT ck_goods_details_shop_id_0 CHECK (length(shop_id) = 20), 
	CONSTRAINT ck_goods_details_goods_id_0 CHECK (length(goods_id) = 20), 
	CONSTRAINT ck_goods_details_pictures_0 CHECK (pictures IS NULL OR json_valid(pictures)), 
	CONSTRAINT ck_goods_details_params_0 CHECK (params IS NULL OR json_valid(params)), 
	CONSTRAINT ck_goods_details_specs_0 CHECK (specs IS NULL OR json_valid(specs)), 
	CONSTRAINT ck_goods_details_imported_0 CHECK (imported IS NULL OR json_valid(imported)), 
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
CREATE TABLE order_history (
	shop_id TEXT NOT NULL, 
	id TEXT NOT NULL, 
	order_id TEXT NOT NULL, 
	action TEXT NOT NULL, 
	status_to TEXT NOT NULL, 
	actor TEXT NOT NULL, 
	why TEXT, 
	at INTEGER NOT NULL, 
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
 STRICT
;;
CREATE INDEX ix_order_history_order ON order_history (shop_id, order_id)
;;
CREATE TABLE order_lines (
	shop_id TEXT NOT NULL, 
	id TEXT NOT NULL, 
	order_id TEXT NOT NULL, 
	goods_id TEXT NOT NULL, 
	sku_id TEXT NOT NULL, 
	name TEXT NOT NULL, 
	spec_text TEXT NOT NULL, 
	picture_url TEXT NOT NULL, 
	price_fen INTEGER NOT NULL, 
	quantity INTEGER NOT NULL, 
	amount_fen INTEGER NOT NULL, 
	reviewed_at INTEGER, 
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
 STRICT
;;
CREATE INDEX ix_order_lines_order ON order_lines (shop_id, order_id)
;;
CREATE TABLE reviews (
	shop_id TEXT NOT NULL, 
	id TEXT NOT NULL, 
	goods_id TEXT NOT NULL, 
	line_id TEXT, 
	order_no TEXT, 
	member_id TEXT, 
	nickname TEXT NOT NULL, 
	stars INTEGER NOT NULL, 
	text TEXT NOT NULL, 
	pictures TEXT NOT NULL, 
	spec_text TEXT, 
	at INTEGER NOT NULL, 
	reply TEXT, 
	replied_at INTEGER, 
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
	CONSTRAINT ck_reviews_pictures_0 CHECK (pictures IS NULL OR json_valid(pictures)), 
	CONSTRAINT ck_reviews_spec_text_0 CHECK (length(spec_text) <= 200), 
	CONSTRAINT ck_reviews_reply_0 CHECK (length(reply) <= 300)
)
 STRICT
;;
CREATE INDEX ix_reviews_goods ON reviews (shop_id, goods_id, id)
;;
CREATE INDEX ix_reviews_member ON reviews (shop_id, member_id)
;;
CREATE TABLE shipments (
	shop_id TEXT NOT NULL, 
	id TEXT NOT NULL, 
	order_id TEXT NOT NULL, 
	carrier_code TEXT NOT NULL, 
	carrier_name TEXT NOT NULL, 
	tracking_no TEXT NOT NULL, 
	shipped_at INTEGER NOT NULL, 
	CONSTRAINT pk_shipments PRIMARY KEY (shop_id, id), 
	FOREIGN KEY(shop_id, order_id) REFERENCES orders (shop_id, id), 
	CONSTRAINT ck_shipments_shop_id_0 CHECK (length(shop_id) = 20), 
	CONSTRAINT ck_shipments_id_0 CHECK (length(id) = 20), 
	CONSTRAINT ck_shipments_order_id_0 CHECK (length(order_id) = 20), 
	CONSTRAINT ck_shipments_carrier_code_0 CHECK (length(carrier_code) <= 20), 
	CONSTRAINT ck_shipments_carrier_name_0 CHECK (length(carrier_name) <= 40), 
	CONSTRAINT ck_shipments_tracking_no_0 CHECK (length(tracking_no) <= 40)
)
 STRICT
;;
CREATE INDEX ix_shipments_order ON shipments (shop_id, order_id)
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
	CONSTRAINT ck_skus_spec_values_0 CHECK (spec_values IS NULL OR json_valid(spec_values)), 
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
CREATE TABLE aftersale_history (
	shop_id TEXT NOT NULL, 
	id TEXT NOT NULL, 
	aftersale_id TEXT NOT NULL, 
	action TEXT NOT NULL, 
	status_to TEXT NOT NULL, 
	actor TEXT NOT NULL, 
	why TEXT, 
	at INTEGER NOT NULL, 
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
 STRICT
;;
CREATE INDEX ix_aftersale_history ON aftersale_history (shop_id, aftersale_id)
;;
CREATE TABLE cart_lines (
	shop_id TEXT NOT NULL, 
	id TEXT NOT NULL, 
	member_id TEXT NOT NULL, 
	sku_id TEXT NOT NULL, 
	quantity INTEGER NOT NULL, 
	checked INTEGER NOT NULL, 
	created_at INTEGER NOT NULL, 
	updated_at INTEGER NOT NULL, 
	CONSTRAINT pk_cart_lines PRIMARY KEY (shop_id, id), 
	CONSTRAINT ck_cart_lines_most CHECK (quantity <= 9999), 
	CONSTRAINT uq_cart_lines_sku UNIQUE (shop_id, member_id, sku_id), 
	FOREIGN KEY(shop_id, member_id) REFERENCES members (shop_id, id), 
	FOREIGN KEY(shop_id, sku_id) REFERENCES skus (shop_id, id), 
	CONSTRAINT ck_cart_lines_shop_id_0 CHECK (length(shop_id) = 20), 
	CONSTRAINT ck_cart_lines_id_0 CHECK (length(id) = 20), 
	CONSTRAINT ck_cart_lines_member_id_0 CHECK (length(member_id) = 20), 
	CONSTRAINT ck_cart_lines_sku_id_0 CHECK (length(sku_id) = 20), 
	CONSTRAINT ck_cart_lines_quantity_0 CHECK (quantity >= 1), 
	CONSTRAINT ck_cart_lines_checked_0 CHECK (checked IN (0, 1))
)
 STRICT
;;
CREATE INDEX ix_cart_lines_member ON cart_lines (shop_id, member_id, id)
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
