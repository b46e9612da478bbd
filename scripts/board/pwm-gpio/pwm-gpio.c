// SPDX-License-Identifier: GPL-2.0
/*
 * A PWM controller whose channels are plain GPIO lines, switched by timers.
 *
 * The emulated board has GPIO lines and no pulse-width unit; with this module the kernel's PWM core, its sysfs files and
 * its debugfs report are the real ones, and the pulses come out on lines that can be watched from outside the machine.
 *
 *   ring-pwm {
 *           compatible = "lentigo,pwm-gpio";
 *           #pwm-cells = <3>;
 *           gpios = <&gpio 1 0>, <&gpio 2 0>;       channel 0, channel 1
 *   };
 *
 * Periods shorter than PLAYED_PERIOD_NS_MIN are played in slow motion, with the same share of light: an emulated processor
 * cannot take tens of thousands of interrupts in a second. The share 0 and the share 1 are steady levels without a timer.
 */
#include <linux/gpio/consumer.h>
#include <linux/hrtimer.h>
#include <linux/math64.h>
#include <linux/mod_devicetable.h>
#include <linux/module.h>
#include <linux/platform_device.h>
#include <linux/pwm.h>
#include <linux/spinlock.h>

#define PLAYED_PERIOD_NS_MIN (4 * NSEC_PER_MSEC)

struct channel {
	struct hrtimer timer;
	struct gpio_desc *line;
	raw_spinlock_t lock; /* guards what follows */
	u64 high_ns;
	u64 low_ns;
	bool level;
	bool pulsing;
};

static enum hrtimer_restart flip(struct hrtimer *timer)
{
	struct channel *channel = container_of(timer, struct channel, timer);
	enum hrtimer_restart again = HRTIMER_NORESTART;
	unsigned long flags;

	raw_spin_lock_irqsave(&channel->lock, flags);
	if (channel->pulsing) {
		channel->level = !channel->level;
		gpiod_set_value(channel->line, channel->level);
		hrtimer_forward_now(timer, ns_to_ktime(channel->level ? channel->high_ns : channel->low_ns));
		again = HRTIMER_RESTART;
	}
	raw_spin_unlock_irqrestore(&channel->lock, flags);
	return again;
}

/* The line stays at `level`. On return no timer is running or will run. */
static void hold(struct channel *channel, bool level)
{
	unsigned long flags;

	raw_spin_lock_irqsave(&channel->lock, flags);
	channel->pulsing = false;
	raw_spin_unlock_irqrestore(&channel->lock, flags);
	hrtimer_cancel(&channel->timer);
	channel->level = level;
	gpiod_set_value(channel->line, level);
}

static void pulse(struct channel *channel, u64 high_ns, u64 period_ns)
{
	u64 played_ns = max_t(u64, period_ns, PLAYED_PERIOD_NS_MIN);

	hold(channel, true);
	channel->high_ns = mul_u64_u64_div_u64(high_ns, played_ns, period_ns);
	channel->low_ns = played_ns - channel->high_ns;
	channel->pulsing = true;
	hrtimer_start(&channel->timer, ns_to_ktime(channel->high_ns), HRTIMER_MODE_REL);
}

static int pwm_lines_apply(struct pwm_chip *chip, struct pwm_device *pwm, const struct pwm_state *state)
{
	struct channel *channels = pwmchip_get_drvdata(chip);
	struct channel *channel = &channels[pwm->hwpwm];

	if (state->polarity != PWM_POLARITY_NORMAL)
		return -EINVAL;
	if (!state->enabled || state->duty_cycle == 0)
		hold(channel, false);
	else if (state->duty_cycle >= state->period)
		hold(channel, true);
	else
		pulse(channel, state->duty_cycle, state->period);
	return 0;
}

static const struct pwm_ops pwm_lines_ops = {
	.apply = pwm_lines_apply,
};

static void rest(void *data)
{
	hold(data, false);
}

static int pwm_lines_probe(struct platform_device *pdev)
{
	struct device *dev = &pdev->dev;
	struct gpio_descs *lines;
	struct channel *channels;
	struct pwm_chip *chip;
	int i, err;

	lines = devm_gpiod_get_array(dev, NULL, GPIOD_OUT_LOW);
	if (IS_ERR(lines))
		return dev_err_probe(dev, PTR_ERR(lines), "no lines\n");
	chip = devm_pwmchip_alloc(dev, lines->ndescs, lines->ndescs * sizeof(*channels));
	if (IS_ERR(chip))
		return PTR_ERR(chip);
	channels = pwmchip_get_drvdata(chip);
	for (i = 0; i < lines->ndescs; i++) {
		struct channel *channel = &channels[i];

		/* The timer sets the line, and may not wait for a slow bus. */
		if (gpiod_cansleep(lines->desc[i]))
			return dev_err_probe(dev, -EINVAL, "line %d sleeps\n", i);
		channel->line = lines->desc[i];
		raw_spin_lock_init(&channel->lock);
		hrtimer_init(&channel->timer, CLOCK_MONOTONIC, HRTIMER_MODE_REL);
		channel->timer.function = flip;
		err = devm_add_action_or_reset(dev, rest, channel);
		if (err)
			return err;
	}
	chip->ops = &pwm_lines_ops;
	return devm_pwmchip_add(dev, chip);
}

static const struct of_device_id pwm_lines_match[] = {
	{ .compatible = "lentigo,pwm-gpio" },
	{}
};
MODULE_DEVICE_TABLE(of, pwm_lines_match);

static struct platform_driver pwm_lines_driver = {
	.driver = {
		.name = "lentigo-pwm-gpio",
		.of_match_table = pwm_lines_match,
	},
	.probe = pwm_lines_probe,
};
module_platform_driver(pwm_lines_driver);

MODULE_DESCRIPTION("PWM channels on GPIO lines, for an emulated board");
MODULE_LICENSE("GPL");
