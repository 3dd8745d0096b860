/* Copy buttons, forms that call the sandbox's own API, and questions before what cannot be undone. */
(function () {
  'use strict';
  document.addEventListener('click', function (event) {
    var button = event.target.closest('[data-copy]');
    if (!button) return;
    var source = document.getElementById(button.getAttribute('data-copy'));
    navigator.clipboard.writeText(source.textContent.trim()).then(function () {
      var before = button.textContent;
      button.textContent = '已复制';
      window.setTimeout(function () { button.textContent = before; }, 1200);
    });
  });
  document.addEventListener('submit', function (event) {
    var form = event.target;
    if (!form.hasAttribute('data-api')) return;
    event.preventDefault();
    if (form.hasAttribute('data-ask') && !window.confirm(form.getAttribute('data-ask'))) return;
    var body = {};
    var params = {};
    Array.prototype.forEach.call(form.elements, function (field) {
      if (!field.name || (field.value === '' && !field.hasAttribute('data-keep'))) return;
      var value = field.type === 'number' || field.hasAttribute('data-number') ? Number(field.value) : field.value;
      if (field.name.indexOf('params.') === 0) params[field.name.slice(7)] = value;
      else body[field.name] = value;
    });
    if (Object.keys(params).length) body.params = params;
    var method = form.getAttribute('data-method') || 'POST';
    var sent = { method: method, headers: { 'Content-Type': 'application/json' } };
    if (method !== 'DELETE') sent.body = JSON.stringify(body);
    fetch(form.getAttribute('data-api'), sent).then(function (answer) {
      if (answer.ok) return window.location.reload();
      return answer.json().then(function (said) { window.alert(said.detail || '没有成功'); });
    });
  });
})();
