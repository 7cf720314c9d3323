// What every browser test needs: Chromium as Debian has it, the hub's address, and a page of each kind.
import { chromium } from 'playwright-core';

export const hub = process.env.PEEL_HUB;
export const site = process.env.PEEL_SITE;
if (!hub || !site) throw new Error('run these tests with `cargo xtask test`: it builds and serves the hub first');

/** One page of every kind that the theme makes, by its address from the hub's root. */
export const pages = {
  home: '',
  'Welsh home': 'cy/',
  'review with a table': 'reviews/scared-straight/',
  'review with a long table': 'reviews/cbt-for-offenders/',
  'Welsh review': 'cy/reviews/second-responders/',
  'list of reviews': 'reviews/',
  session: 'sessions/second-responders/',
  'Welsh session': 'cy/sessions/missing-child-first-hour/',
  'list of sessions': 'sessions/',
  course: 'training/evidence-based-policing-awareness/',
  module: 'training/evidence-based-policing-awareness/reading-an-effect/',
  tool: 'tools/kirat/',
  project: 'projects/domestic-violence/',
  partner: 'partners/gwent-police/',
  'list of partners': 'partners/',
  event: 'events/workshop-missing-children/',
  'list of events': 'events/',
  news: 'news/first-reviews/',
  page: 'understanding-the-numbers/',
  about: 'about/',
  accessibility: 'accessibility/',
  typology: 'typology/',
  facet: 'typology/problem/',
  term: 'typology/problem/domestic-abuse/',
  'A to Z': 'a-to-z/',
  'site map': 'site-map/',
  'lost page': 'nowhere/at/all/',
};

export function launch() {
  return chromium.launch({
    executablePath: process.env.PEEL_CHROMIUM ?? '/usr/bin/chromium',
    args: [
      '--no-sandbox', '--disable-gpu', '--no-first-run', '--disable-background-networking',
      '--disable-component-update', '--disable-sync',
    ],
  });
}

/** A page at an address of the hub, with all that went wrong on it. */
export async function open(browser, address, options = {}) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, ...options });
  const page = await context.newPage();
  const faults = [];
  const requests = [];
  page.on('console', (message) => {
    // A lost page is answered with 404, which the console calls an error.
    if (message.type() === 'error' && !message.text().includes('404')) faults.push(message.text());
  });
  page.on('pageerror', (error) => faults.push(String(error)));
  page.on('request', (request) => requests.push(request.url()));
  await page.goto(hub + address);
  return { page, context, faults, requests };
}
