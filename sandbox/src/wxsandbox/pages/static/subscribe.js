/* The subscribe sheet: what stays ticked is accepted when 允许 is tapped. The page is also handed a wx.login code of the
   mini program that asked, since an H5 page in this phone stands in for it: messages go to the person's openid there. */
(function () {
  'use strict';
  var given = JSON.parse(document.getElementById('given').textContent);
  function tell(outcome, results, reason, code) {
    var said = { from: 'wxsandbox', outcome: outcome, results: results || {}, reason: reason || '', code: code || '' };
    window.parent.postMessage(said, given.origin || '*');
  }
  function post(path, body) {
    var sent = { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(body) };
    return fetch(path, sent).then(function (answer) { return answer.json(); });
  }
  function choose(allowed) {
    var results = {};
    Array.prototype.forEach.call(document.querySelectorAll('input[type=checkbox]'), function (box) {
      results[box.value] = allowed && box.checked ? 'accept' : 'reject';
    });
    var chosen = document.getElementById('person');
    var who = { person: chosen ? chosen.value : given.person, appid: given.appid };
    post('/_sandbox/device/subscribe', { person: who.person, appid: who.appid, results: results })
      .then(function (said) {
        if (!/:ok$/.test(said.errMsg)) return tell('fail', {}, said.errMsg);
        if (!allowed) return tell('ok', results);
        return post('/_sandbox/device/login-code', who).then(function (login) { tell('ok', results, '', login.code); });
      })
      .catch(function () { tell('fail', {}, '网络异常'); });
  }
  document.addEventListener('click', function (event) {
    var target = event.target.closest('[data-do]');
    if (!target) return;
    if (target.getAttribute('data-do') === 'allow') choose(true);
    if (target.getAttribute('data-do') === 'refuse') choose(false);
    if (target.getAttribute('data-do') === 'fail') tell('fail', {}, target.getAttribute('data-reason'));
  });
})();
