// Every page of the site is valid HTML, by html-validate's recommended rules.
import { test } from 'node:test';
import assert from 'node:assert/strict';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { HtmlValidate } from 'html-validate';
import { site } from './browser.mjs';

test('every page is valid HTML', async () => {
  const validator = new HtmlValidate({
    extends: ['html-validate:recommended'],
    rules: {
      // Matters of taste, or of length for search engines, not of validity.
      'long-title': 'off',
      'no-trailing-whitespace': 'off',
      'attribute-boolean-style': 'off',
      'void-style': 'off',
      'no-inline-style': 'error',
      // Regions that scroll are reachable by keyboard on purpose.
      'prefer-native-element': 'off',
    },
  });
  const files = (await readdir(site, { recursive: true })).filter((path) => path.endsWith('.html'));
  assert.ok(files.length > 300);
  const bad = [];
  for (const path of files) {
    const report = await validator.validateString(await readFile(join(site, path), 'utf8'));
    for (const message of report.results.flatMap((result) => result.messages)) {
      bad.push(`${path}:${message.line}:${message.column} ${message.ruleId}: ${message.message}`);
    }
  }
  assert.deepEqual(bad.slice(0, 20), [], `${bad.length} findings`);
});
