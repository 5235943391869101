/* Saves the form every 20 seconds and when the page is left, if something was typed. ES5, for old phones; nothing is kept on the phone. */
(function () {
  var form = document.getElementById('naskah'), line = document.getElementById('tersimpan');
  if (!form || !line || !window.XMLHttpRequest || !form.elements.client_id) { return; }
  var EVERY = 20000, SLOWEST = 300000, sent = words(), last = '', pause = EVERY, timer = null, busy = false, over = false;
  var number = document.createElement('input');
  number.type = 'hidden';
  number.name = 'number';
  form.appendChild(number);

  function words() {
    var parts = [];
    for (var i = 0; i < form.elements.length; i++) {
      var field = form.elements[i];
      if (!field.name || field.name === 'do' || field.name === 'number' || (/^(radio|checkbox)$/.test(field.type) && !field.checked)) { continue; }
      parts.push(encodeURIComponent(field.name) + '=' + encodeURIComponent(field.value).replace(/%20/g, '+'));
    }
    return parts.join('&');
  }
  function say(sentence) {
    if (line.textContent !== sentence) { line.textContent = sentence; }
  }
  function next() {
    number.value = Math.max(Number(number.value) + 1, new Date().getTime());
    return number.value;
  }
  function wait() {
    clearTimeout(timer);
    if (!over) { timer = setTimeout(save, pause); }
  }
  function save() {
    var body = words();
    if (busy || over) { return wait(); }
    if (body === sent) { say(last); return wait(); }
    busy = true;
    say(line.getAttribute('data-unsent'));
    var request = new XMLHttpRequest();
    request.open('POST', form.action);
    request.setRequestHeader('Content-Type', 'application/x-www-form-urlencoded');
    request.timeout = 60000;
    request.onload = function () {
      var plain = /^text\/plain/.test(request.getResponseHeader('Content-Type') || '');
      if (plain && request.status === 200) {
        sent = body;
        last = request.responseText;
        pause = EVERY;
      } else if (request.status < 500) {
        over = true;
        line.setAttribute('role', 'alert');
      } else {
        pause = Math.min(pause * 2, SLOWEST);
      }
      say(plain ? request.responseText : line.getAttribute(over ? 'data-over' : 'data-unsent'));
      done();
    };
    request.onerror = request.ontimeout = function () {
      pause = Math.min(pause * 2, SLOWEST);
      done();
    };
    request.send(body + '&do=auto&number=' + next());
  }
  function done() {
    busy = false;
    wait();
  }
  form.addEventListener('input', function () {
    if (!busy && !over) { say(line.getAttribute('data-unsent')); }
  });
  form.addEventListener('submit', function () {
    next();
    pause = 3 * EVERY; // the form itself is on its way
    wait();
  });
  window.addEventListener('pageshow', function (event) {
    if (event.persisted) { over = false; pause = EVERY; wait(); }
  });
  document.addEventListener('visibilitychange', function () {
    if (document.visibilityState === 'hidden') { save(); }
  });
  wait();
}());
