// Nobody shut out: axe finds nothing on any kind of page, in light and dark, wide and narrow; everything can be reached by keyboard.
import { after, before, test } from 'node:test';
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { launch, open, pages } from './browser.mjs';

let browser;
let axe;
before(async () => {
  browser = await launch();
  axe = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
});
after(() => browser.close());

const looks = [
  { name: 'light, wide', colorScheme: 'light', viewport: { width: 1280, height: 900 } },
  { name: 'dark, wide', colorScheme: 'dark', viewport: { width: 1280, height: 900 } },
  { name: 'light, narrow', colorScheme: 'light', viewport: { width: 360, height: 740 } },
];

for (const [kind, address] of Object.entries(pages)) {
  test(`axe finds nothing on: ${kind}`, async () => {
    for (const { name, ...look } of looks) {
      // axe itself is put into the page past the policy that keeps everything else out.
      const { page, context } = await open(browser, address, { ...look, bypassCSP: true });
      await page.evaluate(axe);
      const found = await page.evaluate(() =>
        window.axe.run({ runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] }),
      );
      const violations = found.violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(' ')}`);
      assert.deepEqual(violations, [], name);
      assert.ok(found.passes.length > 15, 'axe looked at the page');
      await context.close();
    }
  });
}

test('the first key leads past the menu to the content', async () => {
  const { page, context } = await open(browser, pages.session);
  await page.keyboard.press('Tab');
  const skip = page.locator('.skip');
  assert.ok(await skip.evaluate((link) => link === document.activeElement));
  assert.ok((await skip.boundingBox()).x >= 0, 'the link can be seen when it has the focus');
  await page.keyboard.press('Enter');
  assert.equal(await page.evaluate(() => document.activeElement.id), 'hub-content');
  await context.close();
});

test('everything that can be followed can be reached by keyboard, and shows where the focus is', async () => {
  const { page, context } = await open(browser, pages['review with a table']);
  const reachable = await page.evaluate(
    () => [...document.querySelectorAll('a[href], summary, [tabindex="0"]')].filter((one) => one.checkVisibility()).length,
  );
  const seen = await page.evaluate(() => document.querySelectorAll('*').length);
  assert.ok(seen > 100);
  let reached = 0;
  for (let step = 0; step < reachable; step += 1) {
    await page.keyboard.press('Tab');
    const outline = await page.evaluate(() => {
      const { activeElement } = document;
      return activeElement === document.body ? null : getComputedStyle(activeElement).outlineStyle;
    });
    if (outline === null) break;
    assert.equal(outline, 'solid');
    reached += 1;
  }
  assert.equal(reached, reachable);
  await context.close();
});

test('the text can be made twice as large without anything being lost', async () => {
  // WCAG 1.4.10: 400 per cent of 1280 pixels leaves 320.
  for (const [kind, address] of Object.entries(pages)) {
    for (const width of [320, 360]) {
      const { page, context } = await open(browser, address, { viewport: { width, height: 800 } });
      const overflow = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
      assert.ok(overflow <= 0, `${kind} at ${width} pixels is ${overflow} pixels too wide`);
      await context.close();
    }
  }
});
