import assert from 'node:assert/strict';
import { test } from 'node:test';

import { createSearchBox } from '../../www/page/search-box.js';

/** Creates a field for events, and records what the search box made of them. */
function field({ android = false, value = '', taken = [] } = {}) {
  const input = Object.assign(new EventTarget(), { value, form: new EventTarget() });
  const heard = [];
  let time = 1000;
  const handlers = {
    query: (q) => heard.push(q),
    enter: () => heard.push('⏎'),
    down: () => heard.push('↓'),
    escape: () => heard.push('⎋') > 0,
    take: (key) => taken.includes(key) && heard.push(`list ${key}`) > 0,
  };
  const box = createSearchBox(input, handlers, { android, now: () => time });
  box.start();
  const fire = (target, type, props = {}) => {
    const event = Object.assign(new Event(type, { cancelable: true }), props);
    target.dispatchEvent(event);
    return event;
  };
  return {
    box,
    heard,
    input,
    /** Dispatches any other event, with the field's text from then on. */
    fire(type, props = {}, value = input.value) {
      input.value = value;
      return fire(input, type, props);
    },
    wait: (ms) => {
      time += ms;
    },
    key: (key, props = {}) => fire(input, 'keydown', { key, keyCode: 0, isComposing: false, ...props }),
    /** Presses Enter as a browser handles it: the form is submitted unless the key was prevented. */
    enter(props = {}) {
      if (!this.key('Enter', { keyCode: 13, ...props }).defaultPrevented && !props.isComposing && props.keyCode !== 229)
        this.submit();
    },
    submit: () => fire(input.form, 'submit'),
    type(text) {
      input.value += text;
      fire(input, 'input', { data: text, isComposing: false });
    },
    start: () => fire(input, 'compositionstart', { data: '' }),
    /** Changes the text being composed to `text`. */
    compose(text, base = '') {
      fire(input, 'compositionupdate', { data: text });
      input.value = base + text;
      fire(input, 'input', { data: text, isComposing: true });
    },
    end: (text) => fire(input, 'compositionend', { data: text }),
  };
}

test('plain typing is searched letter by letter', () => {
  const one = field();
  one.type('水');
  one.type('果');
  one.enter();
  assert.deepEqual(one.heard, ['水', '水果', '⏎']);
});

test('Chromium and Firefox: pinyin is not searched, but its result is, once', () => {
  const one = field();
  one.key('s', { keyCode: 229 }); // before the composition begins
  one.start();
  for (const text of ['s', 'sh', 'shui', "shui'guo"]) one.compose(text);
  one.key('Enter', { keyCode: 229, isComposing: true });
  one.key('Escape', { keyCode: 229, isComposing: true });
  one.key('ArrowDown', { keyCode: 229, isComposing: true });
  assert.deepEqual(one.heard, []);
  one.compose('水果');
  one.end('水果');
  assert.deepEqual(one.heard, ['水果']);
});

test('WebKit: the confirming key comes after the end of the composition, and is ignored', () => {
  for (const keyCode of [229, 13]) {
    const one = field();
    one.start();
    one.compose('shui');
    one.compose('水');
    one.end('水');
    one.enter({ keyCode });
    assert.deepEqual(one.heard, ['水'], `keyCode ${keyCode}`);
    one.enter();
    assert.deepEqual(one.heard, ['水', '⏎'], 'the next Enter is the reader’s');
  }
});

test('an Enter long after a composition is handled', () => {
  const one = field();
  one.start();
  one.compose('水');
  one.end('水');
  one.wait(500);
  one.enter();
  assert.deepEqual(one.heard, ['水', '⏎']);
});

test('a browser that sends the last input after the end searches once', () => {
  const one = field();
  one.start();
  one.compose('shui');
  one.input.value = '水';
  one.end('水');
  one.type('');
  assert.deepEqual(one.heard, ['水']);
});

test('a cancelled composition leaves the query as it was', () => {
  const one = field({ value: '水' });
  one.start();
  one.compose('guo', '水');
  one.key('Escape', { keyCode: 229, isComposing: true });
  one.compose('', '水');
  one.end('');
  assert.deepEqual(one.heard, []);
  assert.equal(one.input.value, '水');
});

test('a query from elsewhere does not disturb a composition', () => {
  const one = field();
  one.start();
  one.compose('shui');
  one.box.show('别的');
  assert.equal(one.input.value, 'shui');
  one.compose('水');
  one.end('水');
  one.box.show('别的');
  assert.equal(one.input.value, '别的');
  assert.deepEqual(one.heard, ['水']);
});

test('Android: a Latin word is searched while it is being composed', () => {
  const one = field({ android: true });
  one.start();
  one.compose('w');
  one.compose('wt');
  one.compose('wto');
  assert.deepEqual(one.heard, ['w', 'wt', 'wto']);
});

test('Android: once Latin letters have turned out to be pinyin, they are no longer searched', () => {
  const one = field({ android: true });
  one.start();
  one.compose('shui');
  one.compose('水');
  one.end('水');
  one.heard.length = 0;
  one.start();
  one.compose('guo', '水');
  assert.deepEqual(one.heard, []);
  one.compose('果', '水');
  one.end('果');
  assert.deepEqual(one.heard, ['水果']);
});

test('Android: Han characters being composed are searched only at the end', () => {
  const one = field({ android: true });
  one.start();
  one.compose('水');
  assert.deepEqual(one.heard, []);
  one.end('水');
  assert.deepEqual(one.heard, ['水']);
});

test('a composition that the keyboard never ends is over when the field loses the focus', () => {
  const one = field();
  one.start();
  one.compose('shui');
  one.input.dispatchEvent(new Event('blur'));
  one.type('!');
  assert.deepEqual(one.heard, ['shui!']);
});

test('keys: down moves to the results, Escape leaves, modifiers disable both', () => {
  const one = field();
  one.key('ArrowDown');
  one.key('Escape');
  one.key('ArrowDown', { altKey: true });
  assert.deepEqual(one.heard, ['↓', '⎋']);
});

test('a key for the list of suggestions does nothing else', () => {
  const one = field({ taken: ['ArrowDown', 'ArrowUp', 'Enter', 'Escape'] });
  for (const key of ['ArrowDown', 'ArrowUp', 'Escape']) assert.equal(one.key(key).defaultPrevented, true, key);
  one.enter();
  assert.deepEqual(
    one.heard,
    ['list ArrowDown', 'list ArrowUp', 'list Escape', 'list Enter'],
    'and nothing is submitted',
  );
  one.key('ArrowDown', { altKey: true });
  assert.equal(one.heard.length, 4);
});

test('the list gets no key that belongs to an input method', () => {
  const one = field({ taken: ['ArrowDown', 'ArrowUp', 'Enter', 'Escape'] });
  one.start();
  one.compose('shui');
  for (const key of ['ArrowDown', 'ArrowUp', 'Enter', 'Escape']) one.key(key, { keyCode: 229, isComposing: true });
  one.compose('水');
  one.end('水');
  one.enter({ keyCode: 13 });
  assert.deepEqual(one.heard, ['水']);
  one.enter();
  assert.deepEqual(one.heard, ['水', 'list Enter']);
});

test('without a list, the up key moves the caret', () => {
  assert.equal(field().key('ArrowUp').defaultPrevented, false);
});

test('once stopped, it ignores events', () => {
  const one = field();
  one.box.stop();
  one.type('水');
  one.submit();
  assert.deepEqual(one.heard, []);
});

test('Android: deleting a letter searches too, except for pinyin', () => {
  const one = field({ android: true });
  one.start();
  one.compose('wt');
  one.fire('input', { data: null, inputType: 'deleteContentBackward', isComposing: true }, 'w');
  assert.deepEqual(one.heard, ['wt', 'w']);
  const pinyin = field();
  pinyin.start();
  pinyin.compose('shui');
  pinyin.fire('input', { data: null, inputType: 'deleteContentBackward', isComposing: true }, 'shu');
  assert.deepEqual(pinyin.heard, []);
});

test('letters committed as they are (Enter, Shift) are searched once, and the key does nothing else', () => {
  for (const [key, props] of [
    ['Enter', { keyCode: 229 }],
    ['Enter', { keyCode: 13 }],
    ['Shift', { keyCode: 229 }],
  ]) {
    const one = field();
    one.start();
    one.compose('app');
    one.end('app');
    if (key === 'Enter') one.enter(props);
    else one.key(key, props);
    assert.deepEqual(one.heard, ['app'], key);
  }
});
