// Looks at pages in a real browser: chromium over its pipe (no driver is needed), axe for what a screen reader meets,
// html-validate for the markup, and the width of a telephone.
//
// Usage: node look.js [--shots FOLDER] PAGE.html...   (status 1: findings, one a line: PAGE: what)
// Node finds axe-core and html-validate through NODE_PATH, chromium through $CHROMIUM.
'use strict';
const { spawn } = require('child_process');
const fs = require('fs');
const os = require('os');
const path = require('path');

const NARROW = 360; // CSS pixels
const WIDE = 1000;
const SHOT = 1500; // height of a screenshot
const args = process.argv.slice(2);
const shots = args[0] === '--shots' ? args.splice(0, 2)[1] : null;
const axeSource = fs.readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');
const LONG = 100000;
const STEPS = /<div class="steps">[^]*?<\/div>/g;
let findings = 0;

function found(page, what) {
    findings++;
    console.log(`${path.basename(page)}: ${what}`);
}

// The browser's protocol: JSON messages that end in a zero byte, on file descriptors 3 and 4.
class Browser {
    constructor() {
        this.home = fs.mkdtempSync(path.join(os.tmpdir(), 'look-'));
        this.child = spawn(process.env.CHROMIUM || 'chromium', [
            '--headless', '--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage', '--hide-scrollbars',
            '--remote-debugging-pipe', `--user-data-dir=${this.home}`, 'about:blank',
        ], { stdio: ['ignore', 'ignore', 'ignore', 'pipe', 'pipe'] });
        this.next = 1;
        this.waiting = new Map();
        this.events = [];
        let rest = '';
        this.child.stdio[4].on('data', (bytes) => {
            const parts = (rest + bytes).split('\0');
            rest = parts.pop();
            parts.forEach((part) => this.take(JSON.parse(part)));
        });
        this.child.on('exit', () => this.waiting.forEach((wait) => wait.reject(new Error('chromium ended'))));
    }

    take(message) {
        const wait = this.waiting.get(message.id);
        if (wait) {
            this.waiting.delete(message.id);
            if (message.error) {
                wait.reject(new Error(JSON.stringify(message.error)));
            } else {
                wait.resolve(message.result);
            }
        } else {
            this.events.push(message);
        }
    }

    send(method, params = {}, sessionId = this.session) {
        const id = this.next++;
        this.child.stdio[3].write(`${JSON.stringify({ id, method, params, sessionId })}\0`);
        return new Promise((resolve, reject) => this.waiting.set(id, { resolve, reject }));
    }

    async open() {
        const { targetId } = await this.send('Target.createTarget', { url: 'about:blank' }, undefined);
        this.session = (await this.send('Target.attachToTarget', { targetId, flatten: true }, undefined)).sessionId;
        await this.send('Page.enable');
        await this.send('Log.enable');
        await this.send('Runtime.enable');
    }

    async value(expression) {
        const told = await this.send('Runtime.evaluate', { expression, awaitPromise: true, returnByValue: true });
        if (told.exceptionDetails) {
            throw new Error(told.exceptionDetails.exception.description);
        }
        return told.result.value;
    }

    async load(file, width) {
        await this.send('Emulation.setDeviceMetricsOverride', { width, height: 800, deviceScaleFactor: 1, mobile: false });
        this.events = [];
        await this.send('Page.navigate', { url: `file://${path.resolve(file)}` });
        while (!this.events.some((event) => event.method === 'Page.loadEventFired')) {
            await new Promise((resolve) => setTimeout(resolve, 10));
        }
    }

    async close() {
        await this.send('Browser.close', {}, undefined).catch(() => {});
        await new Promise((resolve) => (this.child.exitCode === null ? this.child.on('exit', resolve) : resolve()));
        fs.rmSync(this.home, { recursive: true, force: true, maxRetries: 5 });
    }
}

// Words of a picture that lie over other words of it, or outside of it.
const OVERLAPS = `(() => {
    const told = [];
    document.querySelectorAll('svg').forEach((svg) => {
        if (svg.closest('.hidden')) return;
        const frame = svg.getBoundingClientRect();
        const boxes = [...svg.querySelectorAll('text')].map((text) => ({ text: text.textContent, box: text.getBoundingClientRect() }));
        boxes.forEach((a, i) => {
            if (a.box.left < frame.left - 1 || a.box.right > frame.right + 1 || a.box.bottom > frame.bottom + 1) {
                told.push('outside of the picture: ' + a.text);
            }
            boxes.slice(i + 1).forEach((b) => {
                const w = Math.min(a.box.right, b.box.right) - Math.max(a.box.left, b.box.left);
                const h = Math.min(a.box.bottom, b.box.bottom) - Math.max(a.box.top, b.box.top);
                const limit = Math.min(a.box.height, b.box.height) / 3; // boxes of lines reach above and below the letters
                if (w > 1 && h > limit) told.push('words over words: ' + a.text + ' / ' + b.text);
            });
        });
    });
    return told;
})()`;

async function lookAt(browser, page, width) {
    await browser.load(page, width);
    const across = await browser.value('document.scrollingElement.scrollWidth');
    if (across > width) {
        found(page, `at ${width} pixels it is ${across} wide`);
    }
    const cut = await browser.value(`[...document.querySelectorAll('.wide')].filter((box) => box.scrollWidth > box.clientWidth + 1)
        .map((box) => (box.getAttribute('aria-labelledby') || box.className) + ' ' + box.scrollWidth + ' in ' + box.clientWidth)`);
    cut.forEach((what) => found(page, `at ${width} pixels to be scrolled: ${what}`));
    (await browser.value(OVERLAPS)).forEach((what) => found(page, `at ${width} pixels ${what}`));
    browser.events.filter((event) => event.method === 'Log.entryAdded' || event.method === 'Runtime.exceptionThrown')
        .forEach((event) => found(page, JSON.stringify(event.params)));
    if (shots) {
        const size = await browser.value('document.documentElement.scrollHeight');
        for (let top = 0, n = 1; top < size && n <= 9; top += SHOT, n++) {
            const image = await browser.send('Page.captureScreenshot', {
                captureBeyondViewport: true,
                clip: { x: 0, y: top, width, height: Math.min(size - top, SHOT), scale: 1 },
            });
            fs.writeFileSync(path.join(shots, `${path.basename(page, '.html')}-${width}-${n}.png`), image.data, 'base64');
        }
    }
}

async function axe(browser, page, long) {
    if (!(await browser.value('typeof axe === "object"'))) {
        await browser.value(`${axeSource}; 0`);
    }
    // All rules, best practices too; what axe cannot decide (incomplete) but by a person's eye is not counted.
    // As for the validator, the steps of a long page are left to a short one.
    const what = long ? "{ exclude: ['.steps'] }" : 'document';
    const violations = await browser.value(`axe.run(${what}, { resultTypes: ['violations'] }).then((told) =>
        told.violations.map((one) => one.id + ': ' + one.help + ' (' + one.nodes.length + '), ' + one.nodes[0].html.slice(0, 160)))`);
    violations.forEach((what) => found(page, `axe: ${what}`));
}

async function main() {
    const { HtmlValidate } = require('html-validate');
    const validator = new HtmlValidate({
        root: true,
        extends: ['html-validate:recommended'],
        rules: {
            // The pages are well-formed XML too.
            'void-style': ['error', { style: 'selfclosing' }],
            'attribute-boolean-style': ['error', { style: 'name' }],
            'no-trailing-whitespace': 'error',
            'long-title': 'off', // a rule set and an answer have their names
            'require-sri': 'off',
        },
    });
    const browser = new Browser();
    await browser.open();
    if (shots) {
        fs.mkdirSync(shots, { recursive: true });
    }
    for (const page of args) {
        // The validator's time grows with the square of the length: the steps of a long page are left to a short one.
        const text = fs.readFileSync(page, 'utf8');
        const report = await validator.validateString(text.length < LONG ? text : text.replace(STEPS, ''));
        report.results.forEach((result) => result.messages.slice(0, 10).forEach((message) =>
            found(page, `${message.line}:${message.column}: ${message.ruleId}: ${message.message}`)));
        await lookAt(browser, page, NARROW);
        await axe(browser, page, text.length >= LONG);
        await lookAt(browser, page, WIDE);
        if (shots) {
            const paper = await browser.send('Page.printToPDF', { preferCSSPageSize: true, printBackground: false });
            fs.writeFileSync(path.join(shots, `${path.basename(page, '.html')}.pdf`), paper.data, 'base64');
        }
    }
    await browser.close();
    process.exit(findings > 0 ? 1 : 0);
}

main().catch((error) => {
    console.error(error);
    process.exit(2);
});
