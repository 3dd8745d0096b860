/* The phone page: who holds the phone, the screen, scanning, and messages as they come. */
(function () {
  'use strict';
  function choose(name) {
    document.cookie = 'wxsandbox_person=' + encodeURIComponent(name) + '; path=/; SameSite=Lax; max-age=31536000';
    window.location.reload();
  }
  Array.prototype.forEach.call(document.querySelectorAll('button[data-person]'), function (button) {
    button.addEventListener('click', function () { choose(button.getAttribute('data-person')); });
  });
  var screen = document.getElementById('screen');
  if (screen) {
    document.getElementById('reload').addEventListener('click', function () { screen.src = screen.getAttribute('src'); });
    document.getElementById('back').addEventListener('click', function () { window.history.back(); });
  }
  document.getElementById('scan').addEventListener('submit', function (event) {
    event.preventDefault();
    var frame = document.createElement('iframe');
    frame.className = 'over';
    frame.title = '扫码付款';
    frame.src = '/scan?code_url=' + encodeURIComponent(event.target.elements.code_url.value.trim());
    document.body.appendChild(frame);
    window.addEventListener('message', function heard(message) {
      if (message.source !== frame.contentWindow) return;
      window.removeEventListener('message', heard);
      frame.remove();
    });
  });
  var box = document.getElementById('messages');
  var person = box.getAttribute('data-person');
  var last = 0;
  function text(tag, value, name) {
    var element = document.createElement(tag);
    element.textContent = value;
    if (name) element.className = name;
    return element;
  }
  function draw(message) {
    var card = text('article', '', 'message');
    var head = text('h3', message.title);
    head.appendChild(text('small', message.at.slice(5, 16).replace('T', ' ')));
    card.appendChild(head);
    card.appendChild(text('span', message.app_name || '微信支付', 'muted'));
    var list = document.createElement('dl');
    message.lines.forEach(function (line) { list.appendChild(text('dt', line[0])); list.appendChild(text('dd', line[1])); });
    card.appendChild(list);
    if (message.page) card.appendChild(text('div', '进入小程序：' + message.page, 'page-link'));
    return card;
  }
  function refresh() {
    if (!person) return;
    fetch('/_sandbox/device/messages?person=' + encodeURIComponent(person) + '&after=' + last)
      .then(function (answer) { return answer.json(); })
      .then(function (messages) {
        if (messages.length && !last) box.textContent = '';
        messages.forEach(function (message) { last = message.id; box.insertBefore(draw(message), box.firstChild); });
      })
      .catch(function () { return null; })
      .then(function () { window.setTimeout(refresh, 2000); });
  }
  refresh();
})();
