/* Four buttons that put a mark at the beginning of the line; without script the marks are typed. ES5, for old phones. */
(function () {
  var box = document.getElementById('f-body'), line = document.getElementById('tanda');
  if (!box || !line || box.selectionStart === undefined) { return; }
  var marks = ['## ', '> ', '- ', '\\'], names = line.textContent.split(/##|>|\\|\s-\s/).slice(1);
  var row = document.createElement('p');
  function put(mark) {
    return function () {
      var at = box.selectionStart, start = box.value.lastIndexOf('\n', at - 1) + 1;
      var rest = box.value.slice(start).replace(/^(#+ |> |- |\\)/, '');
      box.value = box.value.slice(0, start) + mark + rest;
      box.focus();
      box.selectionStart = box.selectionEnd = start + mark.length;
    };
  }
  for (var i = 0; i < marks.length; i++) {
    var button = document.createElement('button');
    button.type = 'button';
    button.className = 'button quiet';
    button.appendChild(document.createTextNode((names[i] || marks[i]).replace(/·/g, '').trim()));
    button.onclick = put(marks[i]);
    row.appendChild(button);
  }
  line.parentNode.insertBefore(row, line);
}());
