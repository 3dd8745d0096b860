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
  var opener = document.getElementById('open-weapp');
  function line(list, name, value) {
    list.appendChild(text('dt', name));
    list.appendChild(text('dd', value));
  }
  function drawOpening(opening) {
    var place = document.getElementById('opened');
    place.textContent = '';
    var good = opening.opened && !opening.reason && opening.status >= 200 && opening.status < 300;
    var said = opening.words || (good ? '已打开，商城收到了信标。' : '商城没有收下信标。');
    place.appendChild(text('p', said, good ? 'note good' : 'note bad'));
    if (!opening.opened) return;
    var list = text('dl', '', 'facts');
    line(list, '版本', opening.version);
    line(list, '首页', opening.page);
    if (opening.slug) line(list, '店铺', opening.slug + ' · ' + opening.api_base);
    if (opening.errMsg) line(list, '请求', opening.errMsg + (opening.status ? '（HTTP ' + opening.status + '）' : ''));
    place.appendChild(list);
  }
  if (opener) {
    opener.addEventListener('submit', function (event) {
      event.preventDefault();
      var chosen = opener.elements.weapp.value.split(' ');
      var body = { appid: chosen[0], env_version: chosen[1], person: opener.elements.person.value };
      fetch('/_sandbox/device/open', { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(body) })
        .then(function (answer) { return answer.json(); })
        .then(drawOpening);
    });
  }
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
