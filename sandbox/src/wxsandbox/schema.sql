CREATE TABLE IF NOT EXISTS setting (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT;

CREATE TABLE IF NOT EXISTS person (
    name TEXT PRIMARY KEY, phone TEXT NOT NULL UNIQUE, pay_password TEXT NOT NULL,
    balance_fen INTEGER NOT NULL CHECK (balance_fen >= 0), created_ms INTEGER NOT NULL
) STRICT;

CREATE TABLE IF NOT EXISTS account (
    account_id INTEGER PRIMARY KEY AUTOINCREMENT, name TEXT NOT NULL, created_ms INTEGER NOT NULL
) STRICT;

CREATE TABLE IF NOT EXISTS app (
    appid TEXT PRIMARY KEY, account_id INTEGER NOT NULL REFERENCES account, kind TEXT NOT NULL, name TEXT NOT NULL,
    secret TEXT NOT NULL, push_url TEXT NOT NULL DEFAULT '', push_token TEXT NOT NULL,
    encoding_aes_key TEXT NOT NULL, push_mode TEXT NOT NULL DEFAULT 'plain',
    push_format TEXT NOT NULL DEFAULT 'json', oauth_domains TEXT NOT NULL DEFAULT '',
    order_path TEXT NOT NULL DEFAULT '', pages TEXT NOT NULL DEFAULT '', created_ms INTEGER NOT NULL
) STRICT;

CREATE TABLE IF NOT EXISTS merchant (
    mchid TEXT PRIMARY KEY, account_id INTEGER NOT NULL REFERENCES account, name TEXT NOT NULL,
    apiv3_key TEXT NOT NULL, serial_no TEXT NOT NULL, private_key_pem TEXT NOT NULL, certificate_pem TEXT NOT NULL,
    signing_mode TEXT NOT NULL, public_key_id TEXT NOT NULL, public_key_pem TEXT NOT NULL,
    public_key_private_pem TEXT NOT NULL, platform_serial TEXT NOT NULL, platform_certificate_pem TEXT NOT NULL,
    platform_private_pem TEXT NOT NULL, fee_bps INTEGER NOT NULL DEFAULT 60,
    withdrawn_fen INTEGER NOT NULL DEFAULT 0, products TEXT NOT NULL DEFAULT 'JSAPI NATIVE MWEB APP',
    created_ms INTEGER NOT NULL
) STRICT;

CREATE TABLE IF NOT EXISTS binding (
    mchid TEXT NOT NULL REFERENCES merchant, appid TEXT NOT NULL REFERENCES app, PRIMARY KEY (mchid, appid)
) STRICT;

CREATE TABLE IF NOT EXISTS identity (
    appid TEXT NOT NULL, person TEXT NOT NULL REFERENCES person, openid TEXT NOT NULL UNIQUE, unionid TEXT NOT NULL,
    session_key TEXT NOT NULL DEFAULT '', seen_ms INTEGER NOT NULL DEFAULT 0, PRIMARY KEY (appid, person)
) STRICT;

CREATE TABLE IF NOT EXISTS code (
    code TEXT PRIMARY KEY, kind TEXT NOT NULL, appid TEXT NOT NULL, person TEXT NOT NULL, scope TEXT NOT NULL,
    expires_ms INTEGER NOT NULL, used_ms INTEGER
) STRICT;

CREATE TABLE IF NOT EXISTS token (
    token TEXT PRIMARY KEY, appid TEXT NOT NULL, kind TEXT NOT NULL, issued_ms INTEGER NOT NULL,
    expires_ms INTEGER NOT NULL, forced INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE INDEX IF NOT EXISTS token_by_app ON token (appid, kind, expires_ms);

CREATE TABLE IF NOT EXISTS user_token (
    token TEXT PRIMARY KEY, refresh_token TEXT NOT NULL UNIQUE, appid TEXT NOT NULL, person TEXT NOT NULL,
    openid TEXT NOT NULL, scope TEXT NOT NULL, expires_ms INTEGER NOT NULL
) STRICT;

CREATE TABLE IF NOT EXISTS template (
    template_id TEXT PRIMARY KEY, appid TEXT NOT NULL, tid TEXT NOT NULL, title TEXT NOT NULL,
    keywords TEXT NOT NULL, type INTEGER NOT NULL
) STRICT;

CREATE TABLE IF NOT EXISTS subscription (
    appid TEXT NOT NULL, person TEXT NOT NULL, template_id TEXT NOT NULL,
    remaining INTEGER NOT NULL CHECK (remaining >= 0), PRIMARY KEY (appid, person, template_id)
) STRICT;

CREATE TABLE IF NOT EXISTS message (
    message_id INTEGER PRIMARY KEY AUTOINCREMENT, person TEXT NOT NULL, appid TEXT NOT NULL, kind TEXT NOT NULL,
    title TEXT NOT NULL, lines TEXT NOT NULL, page TEXT NOT NULL, at_ms INTEGER NOT NULL
) STRICT;
CREATE INDEX IF NOT EXISTS message_by_person ON message (person, message_id);

CREATE TABLE IF NOT EXISTS trade (
    mchid TEXT NOT NULL, out_trade_no TEXT NOT NULL, appid TEXT NOT NULL, trade_type TEXT NOT NULL,
    description TEXT NOT NULL, attach TEXT NOT NULL, total_fen INTEGER NOT NULL CHECK (total_fen > 0),
    notify_url TEXT NOT NULL, request TEXT NOT NULL, state TEXT NOT NULL, created_ms INTEGER NOT NULL,
    expires_ms INTEGER NOT NULL, transaction_id TEXT UNIQUE, person TEXT, openid TEXT NOT NULL DEFAULT '',
    bank_type TEXT NOT NULL DEFAULT '', paid_ms INTEGER, closed_ms INTEGER,
    refunding_fen INTEGER NOT NULL DEFAULT 0 CHECK (refunding_fen BETWEEN 0 AND total_fen),
    refunds INTEGER NOT NULL DEFAULT 0, fee_fen INTEGER NOT NULL DEFAULT 0, reminded INTEGER NOT NULL DEFAULT 0,
    payer_appid TEXT NOT NULL, sub_mchid TEXT NOT NULL DEFAULT '', sub_appid TEXT NOT NULL DEFAULT '',
    PRIMARY KEY (mchid, out_trade_no)
) STRICT;
CREATE INDEX IF NOT EXISTS trade_unpaid ON trade (state, created_ms);
CREATE INDEX IF NOT EXISTS trade_by_app ON trade (payer_appid, paid_ms);

CREATE TABLE IF NOT EXISTS prepay (
    prepay_id TEXT PRIMARY KEY, mchid TEXT NOT NULL, out_trade_no TEXT NOT NULL, token TEXT UNIQUE,
    expires_ms INTEGER NOT NULL
) STRICT;

CREATE TABLE IF NOT EXISTS refund (
    mchid TEXT NOT NULL, out_refund_no TEXT NOT NULL, refund_id TEXT NOT NULL UNIQUE, out_trade_no TEXT NOT NULL,
    transaction_id TEXT NOT NULL, refund_fen INTEGER NOT NULL CHECK (refund_fen > 0), total_fen INTEGER NOT NULL,
    reason TEXT NOT NULL, notify_url TEXT NOT NULL, funds_account TEXT NOT NULL, request TEXT NOT NULL,
    status TEXT NOT NULL, outcome TEXT NOT NULL, channel TEXT NOT NULL, received_by TEXT NOT NULL,
    created_ms INTEGER NOT NULL, due_ms INTEGER NOT NULL, ended_ms INTEGER, fee_fen INTEGER NOT NULL DEFAULT 0,
    PRIMARY KEY (mchid, out_refund_no)
) STRICT;
CREATE INDEX IF NOT EXISTS refund_due ON refund (status, due_ms);
CREATE INDEX IF NOT EXISTS refund_by_trade ON refund (mchid, out_trade_no);

CREATE TABLE IF NOT EXISTS shipment (
    transaction_id TEXT PRIMARY KEY, order_state INTEGER NOT NULL, logistics_type INTEGER NOT NULL,
    delivery_mode INTEGER NOT NULL, finished INTEGER NOT NULL, finish_count INTEGER NOT NULL,
    parcels TEXT NOT NULL, upload_time TEXT NOT NULL, shipped_ms INTEGER NOT NULL, received_ms INTEGER,
    settled_ms INTEGER, received_by TEXT NOT NULL DEFAULT '', reminded INTEGER NOT NULL DEFAULT 0
) STRICT;

CREATE TABLE IF NOT EXISTS notice (
    notice_id TEXT PRIMARY KEY, mchid TEXT NOT NULL, event_type TEXT NOT NULL, original_type TEXT NOT NULL,
    summary TEXT NOT NULL, url TEXT NOT NULL, plain TEXT NOT NULL, created_ms INTEGER NOT NULL,
    state TEXT NOT NULL, tries INTEGER NOT NULL DEFAULT 0, next_ms INTEGER NOT NULL, tricks TEXT NOT NULL
) STRICT;
CREATE INDEX IF NOT EXISTS notice_due ON notice (state, next_ms);

CREATE TABLE IF NOT EXISTS fault (
    fault_id INTEGER PRIMARY KEY AUTOINCREMENT, kind TEXT NOT NULL, match TEXT NOT NULL, params TEXT NOT NULL,
    times INTEGER, used INTEGER NOT NULL DEFAULT 0, created_ms INTEGER NOT NULL
) STRICT;

CREATE TABLE IF NOT EXISTS mail (
    mail_id INTEGER PRIMARY KEY AUTOINCREMENT, sender TEXT NOT NULL, recipients TEXT NOT NULL, subject TEXT NOT NULL,
    text TEXT NOT NULL, html TEXT NOT NULL, links TEXT NOT NULL, raw BLOB NOT NULL, at_ms INTEGER NOT NULL
) STRICT;

CREATE TABLE IF NOT EXISTS journal (
    seq INTEGER PRIMARY KEY AUTOINCREMENT, at_ms INTEGER NOT NULL, real_ms INTEGER NOT NULL, kind TEXT NOT NULL,
    mchid TEXT NOT NULL, appid TEXT NOT NULL, out_trade_no TEXT NOT NULL, transaction_id TEXT NOT NULL,
    out_refund_no TEXT NOT NULL, refund_id TEXT NOT NULL, amount_fen INTEGER NOT NULL, detail TEXT NOT NULL,
    chain TEXT NOT NULL
) STRICT;
CREATE TRIGGER IF NOT EXISTS journal_keeps BEFORE UPDATE ON journal
BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END;
CREATE TRIGGER IF NOT EXISTS journal_stays BEFORE DELETE ON journal
BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END;

CREATE TABLE IF NOT EXISTS push (
    push_id INTEGER PRIMARY KEY AUTOINCREMENT, channel TEXT NOT NULL, owner TEXT NOT NULL, appid TEXT NOT NULL,
    openid TEXT NOT NULL, plain TEXT NOT NULL, state TEXT NOT NULL, tries INTEGER NOT NULL DEFAULT 0,
    next_ms INTEGER NOT NULL, created_ms INTEGER NOT NULL, outcome TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE INDEX IF NOT EXISTS push_due ON push (state, next_ms);

CREATE TABLE IF NOT EXISTS component (
    appid TEXT PRIMARY KEY, name TEXT NOT NULL, secret TEXT NOT NULL, push_token TEXT NOT NULL,
    encoding_aes_key TEXT NOT NULL, auth_url TEXT NOT NULL DEFAULT '', message_url TEXT NOT NULL DEFAULT '',
    domains TEXT NOT NULL DEFAULT '', ticket TEXT NOT NULL DEFAULT '', ticket_ms INTEGER NOT NULL DEFAULT 0,
    drafts TEXT NOT NULL DEFAULT '[]', templates TEXT NOT NULL DEFAULT '[]', created_ms INTEGER NOT NULL
) STRICT;

CREATE TABLE IF NOT EXISTS authorization (
    component TEXT NOT NULL REFERENCES component, appid TEXT NOT NULL REFERENCES app,
    refresh_token TEXT NOT NULL UNIQUE, at_ms INTEGER NOT NULL, PRIMARY KEY (component, appid)
) STRICT;

CREATE TABLE IF NOT EXISTS bill (
    token TEXT PRIMARY KEY, mchid TEXT NOT NULL, content BLOB NOT NULL, zipped INTEGER NOT NULL,
    expires_ms INTEGER NOT NULL
) STRICT;

CREATE TABLE IF NOT EXISTS media (
    media_id TEXT PRIMARY KEY, owner TEXT NOT NULL, kind TEXT NOT NULL, filename TEXT NOT NULL, mime TEXT NOT NULL,
    content BLOB NOT NULL, created_ms INTEGER NOT NULL
) STRICT;

CREATE TABLE IF NOT EXISTS complaint (
    complaint_id TEXT PRIMARY KEY, mchid TEXT NOT NULL, transaction_id TEXT NOT NULL, out_trade_no TEXT NOT NULL,
    amount_fen INTEGER NOT NULL, person TEXT NOT NULL, openid TEXT NOT NULL, phone TEXT NOT NULL,
    detail TEXT NOT NULL, problem_type TEXT NOT NULL, apply_refund_fen INTEGER NOT NULL, state TEXT NOT NULL,
    awaits_answer INTEGER NOT NULL, times INTEGER NOT NULL, created_ms INTEGER NOT NULL
) STRICT;
CREATE INDEX IF NOT EXISTS complaint_by_merchant ON complaint (mchid, created_ms);

CREATE TABLE IF NOT EXISTS complaint_step (
    step_id INTEGER PRIMARY KEY AUTOINCREMENT, complaint_id TEXT NOT NULL REFERENCES complaint,
    operator TEXT NOT NULL, kind TEXT NOT NULL, words TEXT NOT NULL, images TEXT NOT NULL, at_ms INTEGER NOT NULL
) STRICT;

CREATE TABLE IF NOT EXISTS complaint_address (mchid TEXT PRIMARY KEY, url TEXT NOT NULL) STRICT;

CREATE TABLE IF NOT EXISTS link (
    link TEXT PRIMARY KEY, appid TEXT NOT NULL, path TEXT NOT NULL, query TEXT NOT NULL, env_version TEXT NOT NULL,
    created_ms INTEGER NOT NULL, expires_ms INTEGER NOT NULL
) STRICT;

CREATE TABLE IF NOT EXISTS chat (
    appid TEXT NOT NULL, person TEXT NOT NULL, said_ms INTEGER NOT NULL, answers_left INTEGER NOT NULL,
    typing INTEGER NOT NULL DEFAULT 0, PRIMARY KEY (appid, person)
) STRICT;

CREATE TABLE IF NOT EXISTS launch (appid TEXT PRIMARY KEY REFERENCES app, record TEXT NOT NULL) STRICT;

CREATE TABLE IF NOT EXISTS used_email (email TEXT PRIMARY KEY, used_by TEXT NOT NULL) STRICT;

CREATE TABLE IF NOT EXISTS registration (
    registration_id INTEGER PRIMARY KEY AUTOINCREMENT, component TEXT NOT NULL, name TEXT NOT NULL, code TEXT NOT NULL,
    code_type INTEGER NOT NULL, wechat TEXT NOT NULL, legal_name TEXT NOT NULL, phone TEXT NOT NULL,
    state TEXT NOT NULL, status INTEGER NOT NULL DEFAULT 0, appid TEXT NOT NULL DEFAULT '', created_ms INTEGER NOT NULL
) STRICT;

CREATE TABLE IF NOT EXISTS sub_merchant (
    sub_mchid TEXT PRIMARY KEY, sp_mchid TEXT NOT NULL REFERENCES merchant, name TEXT NOT NULL,
    sub_appids TEXT NOT NULL DEFAULT '', settlement TEXT NOT NULL DEFAULT '{}', created_ms INTEGER NOT NULL
) STRICT;

CREATE TABLE IF NOT EXISTS applyment (
    applyment_id INTEGER PRIMARY KEY AUTOINCREMENT, sp_mchid TEXT NOT NULL REFERENCES merchant,
    business_code TEXT NOT NULL, request TEXT NOT NULL, state TEXT NOT NULL, reason TEXT NOT NULL DEFAULT '',
    sub_mchid TEXT NOT NULL DEFAULT '', created_ms INTEGER NOT NULL, UNIQUE (sp_mchid, business_code)
) STRICT;

CREATE TABLE IF NOT EXISTS api_use (
    appid TEXT NOT NULL, path TEXT NOT NULL, day TEXT NOT NULL, used INTEGER NOT NULL,
    PRIMARY KEY (appid, path, day)
) STRICT;

CREATE TABLE IF NOT EXISTS api_refusal (
    rid TEXT PRIMARY KEY, appid TEXT NOT NULL, url TEXT NOT NULL, body TEXT NOT NULL, answer TEXT NOT NULL,
    at_ms INTEGER NOT NULL
) STRICT;

CREATE TABLE IF NOT EXISTS waybill (
    token TEXT PRIMARY KEY, appid TEXT NOT NULL, openid TEXT NOT NULL, number TEXT NOT NULL, carrier TEXT NOT NULL,
    goods TEXT NOT NULL, changes INTEGER NOT NULL DEFAULT 0, created_ms INTEGER NOT NULL, UNIQUE (appid, number)
) STRICT;
