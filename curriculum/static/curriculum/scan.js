/* Reads a code with the camera where the browser can, fills the form and sends it; on the next page the camera goes on. Else typed. */
(function () {
  var form = document.getElementById('pindai'), spot = document.getElementById('kamera'), field = document.getElementById('f-kode');
  if (!form || !spot || !('BarcodeDetector' in window) || !navigator.mediaDevices) { return; }
  var detector, video, stopped = false, key = 'pindai', last = store('last');  // whoever was read just now may still hold her phone there
  function store(name, value) {
    try {
      if (value !== undefined) { sessionStorage.setItem(key + name, value); }
      return sessionStorage.getItem(key + name) || '';
    } catch (e) { return ''; }
  }
  function fail() {
    store('on', '');
    spot.textContent = spot.getAttribute('data-off');
  }
  function look() {
    if (stopped) { return; }
    detector.detect(video).then(function (found) {
      if (found.length && found[0].rawValue !== last) {
        var value = store('last', found[0].rawValue) || found[0].rawValue, at = value.lastIndexOf('kode=');
        field.value = at < 0 ? value.slice(0, 20) : value.slice(at + 5);
        stopped = true;
        video.srcObject.getTracks().forEach(function (track) { track.stop(); });
        form.submit();
      } else { setTimeout(look, 250); }
    }, function () { setTimeout(look, 500); });
  }
  function start() {
    store('on', '1');
    spot.textContent = '';
    video = document.createElement('video');
    video.setAttribute('playsinline', '');
    video.muted = true;
    video.width = Math.min(spot.clientWidth || 288, 480);
    spot.appendChild(video);
    navigator.mediaDevices.getUserMedia({ video: { facingMode: 'environment' } }).then(function (stream) {
      video.srcObject = stream;
      return video.play();
    }).then(look, fail);
  }
  function offer() {
    var button = document.createElement('button');
    button.type = 'button';
    button.className = 'button quiet';
    button.textContent = spot.getAttribute('data-on');
    button.onclick = function () { last = ''; start(); };
    spot.appendChild(button);
    if (store('on') && !field.value) { start(); }
  }
  try {
    detector = new window.BarcodeDetector({ formats: ['qr_code'] });
    offer();
  } catch (e) { /* this browser reads no such code */ }
}());
