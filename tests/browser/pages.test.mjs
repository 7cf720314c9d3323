// Pages as a browser shows them: nothing from elsewhere, nothing inline, the same without scripts, fit for paper.
import { after, before, test } from 'node:test';
import assert from 'node:assert/strict';
import { hub, launch, open, pages } from './browser.mjs';

let browser;
before(async () => {
  browser = await launch();
});
after(() => browser.close());

test('every kind of page loads from the hub alone, in at most three requests, and breaks no policy', async () => {
  for (const [kind, address] of Object.entries(pages)) {
    const { context, faults, requests } = await open(browser, address);
    assert.deepEqual(faults, [], kind);
    assert.ok(requests.every((url) => url.startsWith(hub)), `${kind} asks ${requests}`);
    assert.ok(requests.length <= 3, `${kind} makes ${requests.length} requests`);
    await context.close();
  }
});

test('every kind of page shows the same with scripts switched off', async () => {
  for (const [kind, address] of Object.entries(pages)) {
    const text = async (javaScriptEnabled) => {
      const { page, context } = await open(browser, address, { javaScriptEnabled });
      const found = await page.locator('main').innerText();
      await context.close();
      return found;
    };
    const without = await text(false);
    assert.ok(without.length > 40, kind);
    assert.equal(without, await text(true), kind);
  }
});

test('nothing is kept on the reader\'s device', async () => {
  const { page, context } = await open(browser, pages.session);
  assert.deepEqual(await context.cookies(), []);
  const kept = await page.evaluate(() => localStorage.length + sessionStorage.length);
  assert.equal(kept, 0);
  await context.close();
});

test('on a phone the menu is one touch away', async () => {
  const { page, context } = await open(browser, pages['review with a table'], { viewport: { width: 360, height: 740 } });
  assert.equal(await page.locator('.main-menu').isVisible(), false);
  await page.locator('.to-menu').click();
  const menu = page.locator('#hub-menu');
  assert.ok(await menu.getByRole('link', { name: '7@7 sessions' }).isVisible());
  await menu.getByRole('link', { name: '7@7 sessions' }).click();
  assert.equal(page.url(), `${hub}sessions/`);
  await context.close();
});

test('a Welsh page is one touch from its English one, and back', async () => {
  const { page, context } = await open(browser, pages.session);
  await page.getByRole('link', { name: 'Cymraeg' }).click();
  assert.equal(page.url(), `${hub}cy/sessions/second-responders/`);
  assert.equal(await page.locator('html').getAttribute('lang'), 'cy');
  await page.getByRole('link', { name: 'English', exact: true }).click();
  assert.equal(page.url(), `${hub}sessions/second-responders/`);
  await context.close();
});

test('an officer gets from a session to the evidence, the study and the source', async () => {
  const { page, context } = await open(browser, 'sessions/when-good-intentions-harm/');
  await page.locator('section[aria-labelledby=hub-based-on]').getByRole('link', { name: /Scared Straight/ }).click();
  assert.equal(page.url(), `${hub}reviews/scared-straight/`);
  assert.ok(await page.getByRole('heading', { name: 'The answer in sixty seconds' }).isVisible());
  assert.ok(await page.getByRole('rowheader', { name: /Finckenauer/ }).isVisible());
  await page.locator('.finding-source a').first().click();
  const reference = page.locator('.references li:target');
  assert.match(await reference.innerText(), /Petrosino/);
  await context.close();
});

test('a lost address shows a page that finds its style and its way back from any depth', async () => {
  const { page, context } = await open(browser, 'nowhere/at/all/');
  assert.equal(await page.locator('h1').innerText(), 'Page not found');
  const background = await page.locator('.notice').evaluate((one) => getComputedStyle(one).borderBottomStyle);
  assert.equal(background, 'solid', 'the style sheet was found');
  await page.locator('main').getByRole('link', { name: 'A to Z' }).click();
  assert.equal(page.url(), `${hub}a-to-z/`);
  await context.close();
});

test('on paper the menus are gone, the answer stays, and the address of the page is there', async () => {
  const { page, context } = await open(browser, pages['review with a table']);
  await page.emulateMedia({ media: 'print' });
  for (const gone of ['.main-menu', '.breadcrumbs', '.contents', '.foot-menu']) {
    assert.equal(await page.locator(gone).first().isVisible(), false, gone);
  }
  assert.ok(await page.locator('.answer').isVisible());
  assert.ok(await page.locator('.foot-address').isVisible());
  assert.ok(await page.locator('.study-table').isVisible());
  await context.close();
});

test('a long table that is closed on the screen is open on paper', async () => {
  const { page, context } = await open(browser, pages['review with a long table']);
  const row = page.locator('.study-table tbody tr').last();
  assert.equal(await row.isVisible(), false);
  await page.emulateMedia({ media: 'print' });
  assert.equal(await row.evaluate((one) => one.checkVisibility({ contentVisibilityAuto: true })), true);
  await context.close();
});

test('dark and light differ, and both are what the reader asked for', async () => {
  const background = async (colorScheme) => {
    const { page, context } = await open(browser, '', { colorScheme });
    const found = await page.locator('body').evaluate((body) => getComputedStyle(body).backgroundColor);
    await context.close();
    return found;
  };
  assert.equal(await background('light'), 'rgb(255, 255, 255)');
  assert.notEqual(await background('dark'), 'rgb(255, 255, 255)');
});
