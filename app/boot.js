// The shell's behaviour until the app takes over, and the three prompts that outlive it (update, failed chunk, slow
// start). Invariant: works without the app, without network and without storage; writes only to the shell and to
// #notices. ES5 syntax, no build step: the build removes the comments and inlines it in index.html.
(function (w, d, root) {
  var en = root.lang === 'en';
  var kept = w.linliKept;
  var say = function (zh, english) { return en ? english : zh; };
  var by = function (id) { return d.getElementById(id); };

  // The shell in the reader's language, place and view.
  if (en) [].forEach.call(d.querySelectorAll('[data-en]'), function (e) { e.textContent = e.getAttribute('data-en'); });
  if (en) d.querySelector('.tabs').setAttribute('aria-label', 'Main');
  if (kept('community.name')) by('shell-place').textContent = kept('community.name');
  if (kept('community.region')) by('shell-region').textContent = kept('community.region');
  if (kept('demo')) {
    var mark = d.createElement('span');
    mark.className = 'mark';
    mark.textContent = say('示范数据', 'Demonstration data');
    by('shell-region').parentNode.appendChild(mark);
  }
  var label = function () {
    var elder = root.getAttribute('data-view') === 'elder';
    by('shell-switch').textContent = elder ? say('标准版', 'Standard view') : say('长辈版', 'Elder view');
  };
  label();
  by('shell-switch').onclick = function () {
    var view = root.getAttribute('data-view') === 'elder' ? 'normal' : 'elder';
    root.setAttribute('data-view', view);
    try { localStorage.setItem('linli.view', view); } catch (e) { /* remembered for this page only */ }
    label();
  };
  var theme = root.getAttribute('data-theme');
  if (theme) [].forEach.call(d.querySelectorAll('[name=theme-color]'), function (e) {
    e.removeAttribute('media');
    e.content = theme === 'dark' ? '#1a201d' : '#ffffff';
  });

  // A tab tapped before the app runs is answered at once: the address changes, and the app starts there.
  var tabs = d.querySelectorAll('.tabs a');
  var home = '/c/' + w.linliCode;
  if (!w.linliCode) d.querySelector('.shell').className += ' alone';
  [].forEach.call(tabs, function (a) {
    var path = a.getAttribute('href');
    a.setAttribute('href', path === '/' ? home : home + path);
  });
  var mark_current = function () {
    [].forEach.call(tabs, function (a) {
      var path = a.getAttribute('href');
      var at = location.pathname.replace(/\/$/, '');
      var here = path === home ? at === '' || at === home : (at + '/').indexOf(path + '/') === 0;
      if (here) a.setAttribute('aria-current', 'page'); else a.removeAttribute('aria-current');
    });
  };
  mark_current();
  [].forEach.call(tabs, function (a) {
    a.onclick = function (event) {
      if (w.linliOld || event.ctrlKey || event.metaKey || event.shiftKey) return;
      event.preventDefault();
      history.pushState(null, '', a.href);
      mark_current();
      w.dispatchEvent(new PopStateEvent('popstate')); // the program may run already, and wait for its first page
    };
  });
  // The office has its own frame: no tab bar, a sidebar.
  if (/^\/c\/\d+\/office(\/|$)/.test(location.pathname)) {
    var card = d.querySelector('.card');
    by('app').innerHTML = '<div class="office"><nav class="side-nav"><b></b></nav><main class="work" id="main" tabindex="-1" aria-busy="true"></main></div>';
    d.querySelector('.side-nav b').textContent = (kept('community.name') || '') + ' ' + say('办公', 'Office');
    by('main').appendChild(card);
  }

  function link(rel, name) {
    var added = d.createElement('link');
    added.rel = rel;
    added.href = w.linliPkg + '/' + name;
    return added;
  }
  function add_rest(done, failed) {
    var sheet = link('stylesheet', 'rest.css');
    sheet.onload = done;
    sheet.onerror = failed;
    d.head.appendChild(sheet);
  }
  // Everything that the first tap needs, at once, so that nothing waits for the script that requests it.
  function fetch_program() {
    var wasm = link('preload', 'app_bg.wasm');
    wasm.as = 'fetch';
    wasm.crossOrigin = 'anonymous';
    [wasm, link('modulepreload', 'app.js'), link('modulepreload', '__wasm_split.js')].forEach(function (one) { d.head.appendChild(one); });
  }
  if (w.linliOld) add_rest();

  // Nothing is requested before the shell is painted: on a slow processor each request costs a frame. On a second visit
  // everything is in the phone, and only the program itself takes time.
  function ask(url, options) {
    var answer = fetch(url, options);
    answer.catch(function () {}); // callers that wait for it report the error
    return answer;
  }
  var painted = w.linliOld || new Promise(function (done) {
    if (navigator.serviceWorker && navigator.serviceWorker.controller) done();
    requestAnimationFrame(function () { setTimeout(done); });
    setTimeout(done, 500); // a tab in the background paints nothing
  }).then(function () {
    fetch_program();
    // The program starts when it has its texts, and they arrive after the rest of the styles.
    var look = new Promise(add_rest);
    var text = ask(w.linliPkg + '/locales/' + root.lang + '.json').then(function (r) { if (!r.ok) throw r.status; return r.text(); });
    w.linliWords = Promise.all([text, look]).then(function (both) { return both[0]; });
    w.linliWords.catch(function () {});
    if (w.linliAtHome) {
      w.linliFirstUrl = '/api/communities/' + w.linliCode;
      w.linliFirst = ask(w.linliFirstUrl, { headers: { accept: 'application/json' } });
    }
  });

  // At most one prompt of each kind at a time, with at most one button.
  function notice(kind, text, button, act) {
    var old = by('notice-' + kind);
    if (old) old.remove();
    if (!text) return;
    var box = d.createElement('div');
    box.id = 'notice-' + kind;
    box.className = 'notice' + (kind === 'update' ? '' : ' amber');
    box.appendChild(d.createElement('span')).textContent = text;
    if (button) {
      var b = box.appendChild(d.createElement('button'));
      b.type = 'button';
      b.className = 'button small';
      b.textContent = button;
      b.onclick = act;
    }
    by('notices').appendChild(box);
  }
  var reload = function () { location.reload(); };

  w.addEventListener('chunkfailed', function () {
    notice('chunk', say('这一页没有取到，可能是网络断了。', 'This page could not be fetched. The network may be down.'), say('重新打开', 'Reload'), reload);
  });

  function trouble(title, text, again) {
    var panel = d.createElement('section');
    panel.className = 'card trouble';
    panel.setAttribute('role', 'alert');
    panel.appendChild(d.createElement('h2')).textContent = title;
    panel.appendChild(d.createElement('p')).textContent = text;
    if (again) {
      var b = panel.appendChild(d.createElement('button'));
      b.type = 'button';
      b.className = 'button';
      b.textContent = say('再试一次', 'Try again');
      b.onclick = reload;
    }
    var main = by('main');
    main.textContent = '';
    main.removeAttribute('aria-busy');
    main.appendChild(panel);
  }
  if (w.linliOld) trouble(
    say('浏览器版本太旧', 'This browser is too old'),
    say('请更新浏览器或微信（需 Chrome 100、Safari 15.4、Firefox 100 以上）。不方便更新的，可到社区服务大厅办理。',
      'Please update it (Chrome 100, Safari 15.4, Firefox 100 or newer), or visit the community counter.'));

  w.linliStart = function (start) {
    var slow = setTimeout(function () { notice('slow', say('网络较慢，还在打开……', 'The network is slow, still opening…')); }, 12000);
    painted.then(start).then(function () { watch_for_updates(); }, function (fault) {
      console.error(fault);
      trouble(say('没有打开', 'Linli did not open'),
        say('程序没有取全，多半是网络断了。已存在手机里的记录不会丢。', 'The program was not fetched completely; the network may be down. What is stored in your phone is not lost.'), true);
    }).then(function () { clearTimeout(slow); notice('slow'); });
  };

  // A new version waits until the reader asks for it; only that tab reloads, others keep what is being typed.
  function watch_for_updates() {
    var workers = navigator.serviceWorker;
    if (!workers) return;
    var had = !!workers.controller;
    var asked = false;
    workers.register('/sw.js').then(function (registration) {
      if (!registration) return; // a browser steered by a test may refuse without saying so
      var offer = function (worker) {
        notice('update', say('有新版本', 'A new version is ready'), say('点此更新', 'Update now'), function () {
          asked = true;
          worker.postMessage({ type: 'skipWaiting' });
        });
      };
      if (registration.waiting && had) offer(registration.waiting);
      registration.addEventListener('updatefound', function () {
        var worker = registration.installing;
        worker.addEventListener('statechange', function () {
          if (worker.state === 'installed' && workers.controller) offer(worker);
        });
      });
      // An app that stays open for days asks when it comes back to the front, at most once an hour.
      var looked = Date.now();
      d.addEventListener('visibilitychange', function () {
        if (d.hidden || Date.now() - looked < 3600000) return;
        looked = Date.now();
        registration.update().catch(function () {});
      });
    }, function () { /* private windows refuse workers: the app works without */ });
    workers.addEventListener('controllerchange', function () {
      if (asked) { asked = false; reload(); }
      else if (had) notice('update', say('已更新到新版本', 'Linli was updated'), say('重新打开', 'Reload'), reload);
      had = true;
    });
  }
})(window, document, document.documentElement);
