/*
 * Copy buttons, forms that call the sandbox's own API, and questions before what cannot be undone.
 * A field's name may be dotted (admin.name). data-list splits words or lines, or gathers ticked boxes; data-number and
 * data-bool say what the text stands for; data-merge is an object in JSON that goes into the body as it is.
 * A form with data-once shows that part of the answer in its <output> instead of reloading the page; one with data-go leads
 * to that address with the new AppID at its end.
 */
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
  function put(body, name, value) {
    var parts = name.split('.');
    var inside = body;
    parts.slice(0, -1).forEach(function (part) { inside = inside[part] = inside[part] || {}; });
    inside[parts[parts.length - 1]] = value;
  }
  function read(field, before) {
    if (field.hasAttribute('data-list')) {
      var words = field.type === 'checkbox' ? [field.value] : field.value.split(/[\s,，]+/).filter(Boolean);
      return (before || []).concat(words);
    }
    if (field.hasAttribute('data-bool')) return field.value === 'true';
    return field.type === 'number' || field.hasAttribute('data-number') ? Number(field.value) : field.value;
  }
  function bodyOf(form) {
    var body = {};
    Array.prototype.forEach.call(form.elements, function (field) {
      if (!field.name || (field.value === '' && !field.hasAttribute('data-keep'))) return;
      if ((field.type === 'checkbox' || field.type === 'radio') && !field.checked) return;
      if (field.hasAttribute('data-merge')) { Object.assign(body, JSON.parse(field.value)); return; }
      put(body, field.name, read(field, body[field.name]));
    });
    return body;
  }
  function show(output, given, name) {
    output.hidden = false;
    output.textContent = given[name];
    var offered = output.parentNode.querySelector('[data-copy]');
    if (offered) offered.hidden = false;
  }
  document.addEventListener('submit', function (event) {
    var form = event.target;
    if (!form.hasAttribute('data-api')) return;
    event.preventDefault();
    if (form.hasAttribute('data-ask') && !window.confirm(form.getAttribute('data-ask'))) return;
    var body = bodyOf(form);
    var method = form.getAttribute('data-method') || 'POST';
    var sent = { method: method, headers: { 'Content-Type': 'application/json' } };
    if (method !== 'DELETE') sent.body = JSON.stringify(body);
    fetch(form.getAttribute('data-api'), sent).then(function (answer) {
      if (answer.ok && form.hasAttribute('data-once')) {
        return answer.json().then(function (given) { show(form.querySelector('output'), given, form.getAttribute('data-once')); });
      }
      if (answer.ok && form.hasAttribute('data-go')) {
        return answer.json().then(function (given) { window.location.assign(form.getAttribute('data-go') + given.appid); });
      }
      if (answer.ok) return window.location.reload();
      return answer.json().then(function (said) { window.alert(said.detail || '没有成功'); });
    });
  });
})();
