import { random } from '../seed/random.mts';
import type { CinodeEvent } from './events.mts';
import { payloadOf } from './payload.mts';
import { ACTION, ENTITY, type CinodeWebhook } from './projectStore.mts';
import type { CinodeStore } from './store.mts';

export interface DeliveryOptions {
	/** Share of the deliveries that never leave, 0 to 1, by a seeded random. */
	drop: number;
	/** Share of the deliveries that are made twice. */
	duplicate: number;
	/** Out of order: what happens within `shuffleMs` is delivered in any order. */
	shuffle: boolean;
	shuffleMs: number;
	/** Further attempts after a 5xx or a broken connection. */
	retries: number;
	retryMs: number;
	/** Before the first attempt. */
	delayMs: number;
}

export interface Delivery {
	webhookId: string;
	url: string;
	entity: CinodeEvent['entity'];
	action: CinodeEvent['action'];
	/** Of the project, the role, … */
	id: number;
	/** The last answer's; 0 while there is none. */
	status: number;
	attempts: number;
	dropped: boolean;
}

const DEFAULTS: DeliveryOptions = {
	drop: 0,
	duplicate: 0,
	shuffle: false,
	shuffleMs: 30,
	retries: 2,
	retryMs: 20,
	delayMs: 0,
};
const TIMEOUT_MS = 10_000;

interface Job {
	delivery: Delivery;
	webhook: CinodeWebhook;
	body: string;
}

/**
 * Delivers events to the webhooks that ask for them, beside the API and never awaited by it. To one webhook one
 * after the other. Retries, order and duplicates of the real ones are unknown (docs/vendors.md#cinode-webhooks).
 */
export class Deliveries {
	options: DeliveryOptions = { ...DEFAULTS };
	readonly deliveries: Delivery[] = [];
	private readonly pending = new Set<Promise<void>>();
	/** The end of the queue of each webhook. */
	private readonly queues = new Map<string, Promise<void>>();
	private waiting: Job[] = [];
	private next = random(97);
	private stop = new AbortController();

	constructor(private readonly store: CinodeStore) {}

	/** All deliveries are done: arrived, dropped or given up. */
	async settled(): Promise<void> {
		while (this.pending.size > 0) await Promise.all(this.pending);
	}

	/** Forgets everything, and breaks off what is under way. */
	clear(): void {
		this.stop.abort();
		this.stop = new AbortController();
		this.options = { ...DEFAULTS };
		this.deliveries.length = 0;
		this.queues.clear();
		this.waiting = [];
		this.next = random(97);
	}

	tell(event: CinodeEvent): void {
		const wanted = [...this.store.webhooks.values()].filter((webhook) => wants(webhook, event));
		if (wanted.length === 0) return;
		// At once: a deleted one can't be described later.
		const payload = payloadOf(this.store, event);
		for (const webhook of wanted) {
			const body = JSON.stringify({ WebhookId: webhook.id, Payload: payload });
			const times = this.next() < this.options.duplicate ? 2 : 1;
			for (let i = 0; i < times; i++) this.queue({ delivery: this.note(webhook, event), webhook, body });
		}
	}

	private note(webhook: CinodeWebhook, { entity, action, record }: CinodeEvent): Delivery {
		const delivery: Delivery = {
			webhookId: webhook.id,
			url: webhook.endpointUrl,
			entity,
			action,
			id: record.id,
			status: 0,
			attempts: 0,
			dropped: this.next() < this.options.drop,
		};
		this.deliveries.push(delivery);
		return delivery;
	}

	private queue(job: Job): void {
		if (job.delivery.dropped) return;
		if (!this.options.shuffle) return this.line(job);
		this.waiting.push(job);
		if (this.waiting.length > 1) return;
		const { signal } = this.stop;
		this.track(
			wait(this.options.shuffleMs, signal).then(() => {
				if (signal.aborted) return;
				const jobs = this.waiting;
				this.waiting = [];
				for (const one of this.shuffled(jobs)) this.line(one);
			}),
		);
	}

	/** Reversed at least, so that order is never right by chance. */
	private shuffled(jobs: Job[]): Job[] {
		const keyed = jobs.map((job) => ({ job, key: this.next() })).sort((a, b) => a.key - b.key);
		const mixed = keyed.map(({ job }) => job);
		return mixed.every((job, index) => job === jobs[index]) ? mixed.reverse() : mixed;
	}

	private line(job: Job): void {
		const { id } = job.webhook;
		const { signal } = this.stop;
		const before = this.queues.get(id) ?? Promise.resolve();
		const done = before.then(() => this.deliver(job, signal));
		this.queues.set(id, done);
		this.track(done);
	}

	private track(work: Promise<void>): void {
		const tracked = work.finally(() => this.pending.delete(tracked));
		this.pending.add(tracked);
	}

	private async deliver({ delivery, webhook, body }: Job, stop: AbortSignal): Promise<void> {
		await wait(this.options.delayMs, stop);
		const attempts = 1 + this.options.retries;
		while (!stop.aborted && delivery.attempts < attempts) {
			if (delivery.attempts > 0) await wait(this.options.retryMs, stop);
			delivery.attempts++;
			delivery.status = await post(webhook, body, stop);
			if (delivery.status > 0 && delivery.status < 500) return;
		}
	}
}

/** The status, or 0 when the connection broke. */
async function post(webhook: CinodeWebhook, body: string, stop: AbortSignal): Promise<number> {
	try {
		const response = await fetch(webhook.endpointUrl, {
			method: 'POST',
			headers: { 'content-type': 'application/json; charset=utf-8', ...credentialsOf(webhook) },
			body,
			signal: AbortSignal.any([stop, AbortSignal.timeout(TIMEOUT_MS)]),
			redirect: 'manual',
		});
		await response.arrayBuffer();
		return response.status;
	} catch {
		return 0;
	}
}

/** As Basic authentication, name and value are user and password; else a header and its value (3.1). */
function credentialsOf({ credentials }: CinodeWebhook): Record<string, string> {
	return Object.fromEntries(
		credentials.map(({ isBasicAuthentication, headerName, headerValue }) => {
			const [name, value] = [headerName ?? '', headerValue ?? ''];
			if (!isBasicAuthentication) return [name, value];
			return ['authorization', `Basic ${Buffer.from(`${name}:${value}`).toString('base64')}`];
		}),
	);
}

const ALL = 1;

function wants(webhook: CinodeWebhook, { entity, action }: CinodeEvent): boolean {
	return (
		webhook.isActive &&
		webhook.configurations.some(
			({ entityType, actionType }) =>
				[ALL, ENTITY[entity]].includes(entityType) && [ALL, ACTION[action]].includes(actionType),
		)
	);
}

async function wait(ms: number, stop: AbortSignal): Promise<void> {
	if (ms <= 0 || stop.aborted) return;
	await new Promise<void>((resolve) => {
		const done = () => {
			clearTimeout(timer);
			stop.removeEventListener('abort', done);
			resolve();
		};
		const timer = setTimeout(done, ms);
		stop.addEventListener('abort', done);
	});
}
