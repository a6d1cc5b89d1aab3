// Search and filters. Without this script every page is whole, and the lists show everything.
(() => {
  const here = location.pathname.split('/').pop() || 'index.html';
  document.querySelectorAll('header nav a').forEach(link => {
    if (link.getAttribute('href') === here) link.setAttribute('aria-current', 'page');
  });

  const words = text => text.toLowerCase().split(/\s+/).filter(word => word);
  const fits = (text, all) => all.every(word => text.includes(word));

  const entries = (window.bookEntries || []).map(([name, address, kind, text]) =>
    ({ name, address, kind, text, low: (name + ' ' + kind + ' ' + text).toLowerCase() }));
  const input = document.getElementById('search');
  const list = document.getElementById('found');
  const most = 12;
  let chosen = -1;

  const rank = (entry, all) => {
    const name = entry.name.toLowerCase();
    if (name === all.join(' ')) return 0;
    if (name.startsWith(all[0])) return 1;
    return fits(name, all) ? 2 : 3;
  };

  const choose = index => {
    const items = [...list.children];
    chosen = items.length ? (index + items.length) % items.length : -1;
    items.forEach((item, i) => item.setAttribute('aria-selected', String(i === chosen)));
    if (chosen >= 0) {
      input.setAttribute('aria-activedescendant', items[chosen].id);
      items[chosen].scrollIntoView({ block: 'nearest' });
    } else {
      input.removeAttribute('aria-activedescendant');
    }
  };

  const show = () => {
    const all = words(input.value);
    const found = all.length
      ? entries.filter(entry => fits(entry.low, all))
          .sort((a, b) => rank(a, all) - rank(b, all) || a.name.localeCompare(b.name)).slice(0, most)
      : [];
    list.replaceChildren(...found.map((entry, i) => {
      const item = document.createElement('li');
      item.id = 'found-' + i;
      item.setAttribute('role', 'option');
      const link = document.createElement('a');
      link.href = entry.address;
      link.tabIndex = -1;
      link.textContent = entry.name;
      const more = document.createElement('small');
      more.textContent = entry.kind + ': ' + entry.text.slice(0, 110) + (entry.text.length > 110 ? '…' : '');
      item.append(link, more);
      item.addEventListener('click', () => { location.href = entry.address; close(); });
      return item;
    }));
    list.hidden = !found.length;
    input.setAttribute('aria-expanded', String(!!found.length));
    choose(found.length ? 0 : -1);
  };

  const close = () => { list.hidden = true; input.setAttribute('aria-expanded', 'false'); choose(-1); };

  input.addEventListener('input', show);
  input.addEventListener('focus', () => { if (input.value) show(); });
  input.addEventListener('blur', () => setTimeout(close, 200));
  input.addEventListener('keydown', event => {
    if (event.key === 'Escape') { close(); return; }
    if (list.hidden) return;
    if (event.key === 'ArrowDown') { choose(chosen + 1); event.preventDefault(); }
    if (event.key === 'ArrowUp') { choose(chosen - 1); event.preventDefault(); }
    if (event.key === 'Enter' && chosen >= 0) {
      location.href = list.children[chosen].querySelector('a').href;
      close();
      event.preventDefault();
    }
  });
  document.addEventListener('keydown', event => {
    if (event.key === '/' && !/^(INPUT|SELECT|TEXTAREA)$/.test(document.activeElement.tagName)) {
      input.focus();
      event.preventDefault();
    }
  });

  const filters = document.getElementById('filters');
  if (!filters) return;
  filters.hidden = false;
  const field = id => document.getElementById(id);
  const rules = [...field('list').children].map(element =>
    ({ element, low: element.textContent.toLowerCase() }));
  const apply = () => {
    const all = words(field('words').value);
    const { value: level } = field('level');
    const { value: kind } = field('class');
    const { value: profile } = field('profile');
    let shown = 0;
    for (const { element, low } of rules) {
      const data = element.dataset;
      const good = fits(low, all) && (!level || data.level === level) && (!kind || data.class === kind)
        && (!profile || data.profiles.split(' ').includes(profile));
      element.hidden = !good;
      shown += good;
    }
    field('shown').textContent = shown + ' of ' + rules.length;
    field('none').hidden = shown > 0;
  };
  filters.addEventListener('input', apply);
  filters.addEventListener('submit', event => event.preventDefault());
  filters.addEventListener('reset', () => setTimeout(apply));
  field('words').value = new URLSearchParams(location.search).get('q') || '';
  apply();
})();
