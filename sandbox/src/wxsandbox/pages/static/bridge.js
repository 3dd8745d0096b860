/* The sandbox's stand-in for WeixinJSBridge. Defines nothing unless the page runs in the sandbox's phone
   (an iframe named wxsandbox-phone) or in a browser that calls itself MicroMessenger. */
(function () {
  'use strict';
  var inPhone = window.name === 'wxsandbox-phone';
  if (!inPhone && !/MicroMessenger/i.test(navigator.userAgent)) return;
  if (window.WeixinJSBridge) return;
  var origin = new URL(document.currentScript.src).origin;
  var showing = false;

  function show(path, query, finish) {
    if (showing) return finish({ outcome: 'fail', reason: '另一个面板正在显示' });
    showing = true;
    var frame = document.createElement('iframe');
    query.origin = window.location.origin;
    frame.src = origin + path + '?' + new URLSearchParams(query).toString();
    frame.title = '微信沙箱';
    frame.setAttribute('allowtransparency', 'true');
    frame.style.cssText = 'position:fixed;inset:0;width:100%;height:100%;border:0;z-index:2147483647;background:transparent;color-scheme:normal';
    function heard(event) {
      if (event.origin !== origin || event.source !== frame.contentWindow) return;
      if (!event.data || event.data.from !== 'wxsandbox') return;
      window.removeEventListener('message', heard);
      frame.remove();
      showing = false;
      finish(event.data);
    }
    window.addEventListener('message', heard);
    document.body.appendChild(frame);
  }

  function pay(params, done) {
    show('/cashier', {
      appId: params.appId || '', timeStamp: params.timeStamp || '', nonceStr: params.nonceStr || '',
      package: params.package || '', signType: params.signType || '', paySign: params.paySign || ''
    }, function (said) {
      var answer = { err_msg: 'get_brand_wcpay_request:' + said.outcome };
      if (said.reason) answer.err_desc = said.reason;
      done(answer);
    });
  }

  function subscribe(params, done) {
    show('/subscribe-sheet', { appid: params.appId || '', templates: (params.templateIds || []).join(',') }, function (said) {
      done({ err_msg: 'wxsandboxSubscribe:' + said.outcome, results: said.results || {}, code: said.code || '', err_desc: said.reason || '' });
    });
  }

  var listeners = {};
  window.WeixinJSBridge = {
    invoke: function (name, params, callback) {
      var done = callback || function () {};
      if (name === 'getBrandWCPayRequest') return pay(params || {}, done);
      if (name === 'wxsandboxSubscribe') return subscribe(params || {}, done);
      window.setTimeout(function () { done({ err_msg: name + ':fail_nosupport' }); }, 0);
    },
    on: function (name, listener) { listeners[name] = listener; },
    call: function () {}
  };

  function ready() { document.dispatchEvent(new Event('WeixinJSBridgeReady')); }
  if (document.readyState === 'loading') document.addEventListener('DOMContentLoaded', ready);
  else window.setTimeout(ready, 0);
})();
