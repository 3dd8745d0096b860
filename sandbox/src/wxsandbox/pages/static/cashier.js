/* The cashier sheet: asks for a fingerprint or six digits and tells the page above what came of it. */
(function () {
  'use strict';
  var root = document.getElementById('cashier');
  var given = JSON.parse(document.getElementById('given').textContent);
  var typed = '';
  var busy = false;
  function el(id) { return document.getElementById(id); }
  function tell(outcome, reason) {
    if (given.back) { window.location.href = outcome === 'ok' ? given.back : given.back; return; }
    if (window.parent !== window) {
      window.parent.postMessage({ from: 'wxsandbox', outcome: outcome, reason: reason || '' }, given.origin || '*');
    } else { history.back(); }
  }
  function person() { return el('person') ? el('person').value : given.person; }
  function show(id) {
    ['by-finger', 'by-password'].forEach(function (name) { if (el(name)) el(name).classList.toggle('hide', name !== id); });
    say('');
  }
  function say(text) { Array.prototype.forEach.call(document.querySelectorAll('.said'), function (line) { line.textContent = text; }); }
  function draw() {
    Array.prototype.forEach.call(document.querySelectorAll('.cells i'), function (cell, place) {
      cell.classList.toggle('full', place < typed.length);
    });
  }
  function succeed() {
    root.classList.add('hide');
    el('done').classList.remove('hide');
  }
  function pay(method, password) {
    if (busy) return;
    busy = true;
    document.cookie = 'wxsandbox_person=' + encodeURIComponent(person()) + '; path=/; SameSite=Lax; max-age=31536000';
    var body = Object.assign({}, given.body, { person: person(), method: method, password: password || '' });
    fetch(given.endpoint, { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(body) })
      .then(function (answer) { return answer.json(); })
      .then(function (said) {
        busy = false;
        typed = '';
        draw();
        if (/:ok$/.test(said.errMsg)) return succeed();
        say(said.reason || '支付失败，请稍后再试');
      })
      .catch(function () { busy = false; typed = ''; draw(); say('网络异常，请重试'); });
  }
  function press(key) {
    if (key === 'del') typed = typed.slice(0, -1);
    else if (/^\d$/.test(key) && typed.length < 6) typed += key;
    say('');
    draw();
    if (typed.length === 6) pay('password', typed);
  }
  document.addEventListener('click', function (event) {
    var target = event.target.closest('[data-do]');
    if (!target) return;
    var what = target.getAttribute('data-do');
    if (what === 'cancel') tell('cancel');
    if (what === 'fail') tell('fail', target.getAttribute('data-reason'));
    if (what === 'finish') tell('ok');
    if (what === 'use-password') show('by-password');
    if (what === 'use-finger') show('by-finger');
    if (what === 'touch') {
      el('finger').classList.add('busy');
      window.setTimeout(function () { el('finger').classList.remove('busy'); pay('fingerprint'); }, 600);
    }
    if (what === 'key') press(target.getAttribute('data-key'));
  });
  document.addEventListener('keydown', function (event) {
    if (event.key === 'Escape') return tell('cancel');
    if (!el('by-password') || el('by-password').classList.contains('hide')) return;
    if (/^\d$/.test(event.key)) press(event.key);
    if (event.key === 'Backspace') press('del');
  });
})();
