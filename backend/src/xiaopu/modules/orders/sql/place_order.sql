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
