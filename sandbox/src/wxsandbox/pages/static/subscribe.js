/* The subscribe sheet: what stays ticked is accepted when 允许 is tapped. */
(function () {
  'use strict';
  var given = JSON.parse(document.getElementById('given').textContent);
  function tell(outcome, results, reason) {
    window.parent.postMessage({ from: 'wxsandbox', outcome: outcome, results: results || {}, reason: reason || '' }, given.origin || '*');
  }
  function choose(allowed) {
    var results = {};
    Array.prototype.forEach.call(document.querySelectorAll('input[type=checkbox]'), function (box) {
      results[box.value] = allowed && box.checked ? 'accept' : 'reject';
    });
    var chosen = document.getElementById('person');
    var body = { person: chosen ? chosen.value : given.person, appid: given.appid, results: results };
    fetch('/_sandbox/device/subscribe', { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(body) })
      .then(function (answer) { return answer.json(); })
      .then(function (said) {
        if (/:ok$/.test(said.errMsg)) return tell('ok', results);
        tell('fail', {}, said.errMsg);
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
