/** The parts list of a station as data: what, how many, to which specification, and why that one. */

export interface Item {
  readonly name: string;
  readonly number: string;
  readonly specification: string;
  readonly why: string;
  readonly optional?: true;
}

export interface Group {
  readonly title: string;
  readonly items: readonly Item[];
}

export const groups: readonly Group[] = [
  {
    title: 'Computer and screen',
    items: [
      {
        name: 'Computer',
        number: '1',
        specification:
          'Raspberry Pi Compute Module 4 with 4 GB memory and 32 GB eMMC on a carrier board with the 40-pin header, USB host and DSI; or Raspberry Pi 4 Model B, 4 GB',
        why: 'Debian’s kernel drives its header. eMMC before a card: it is soldered, and it tells how much of its life is used, which the bench test reads',
      },
      {
        name: 'Memory card, with a Pi 4 only',
        number: '1',
        specification:
          'microSD, 32 GB or more, industrial grade (SLC or pseudo-SLC flash), with protection against power loss',
        why: 'every picture is written and synchronised before it counts as saved; cards for cameras lie about that and wear out',
      },
      {
        name: 'Touch screen',
        number: '1',
        specification: 'Raspberry Pi Touch Display 2, 7 inch, 720 × 1280, with its DSI ribbon and its power lead',
        why: 'the pages are measured in millimetres on it (8.3 pixels to the millimetre). It needs a kernel with its panel driver: see the note in README.md',
      },
      {
        name: 'Screen instead',
        number: '1',
        specification: '7 to 10 inch, 1280 × 800, HDMI for the picture and USB for touch, 5 V supply of its own',
        why: 'works with Debian’s kernel as it is; the pages are laid out for this size as well',
        optional: true,
      },
      {
        name: 'Clock',
        number: '1',
        specification:
          'battery-backed clock module for I²C at 3.3 V, on pins 1 or 17, 3, 5 and 9, with a driver in the kernel; a Compute Module’s carrier may have one',
        why: 'a Pi 4 forgets the time without power, and certificates are not valid in the past',
        optional: true,
      },
      {
        name: 'TPM',
        number: '1',
        specification: 'TPM 2.0 on SPI0, chip select 1 (or 0), 3.3 V, on the pins kept free for it: 19, 21, 23, 24, 26',
        why: 'the station’s private keys cannot be copied off a stolen board; without it they are wrapped by the machine',
        optional: true,
      },
    ],
  },
  {
    title: 'Camera',
    items: [
      {
        name: 'Body',
        number: '1',
        specification: 'one of the list above',
        why: 'captures into its own memory, live view over USB, and recovers after a fault, with stock libgphoto2',
      },
      {
        name: 'Dermoscopy lens or adapter',
        number: '1',
        specification:
          'for the body’s mount; contact plate of glass that can be wiped with alcohol, fixed working distance, field about 20 to 30 mm, polariser in front of the sensor, scale on the plate',
        why: 'focus and magnification never change, so pictures of two visits can be compared; focus stays on manual',
      },
      {
        name: 'Distance piece for the close-up view',
        number: '1',
        specification: 'clips on the lens, holds it at a fixed distance; surface that can be wiped',
        why: 'the close-up and the locating view are taken without contact',
      },
      {
        name: 'AC adapter with battery coupler',
        number: '1',
        specification:
          'the body’s own coupler and the voltage printed on it; Class II; lead with an open end or a barrel connector on the low-voltage side, 2 m',
        why: 'no battery runs empty in a clinic, and the switch below can cut it',
      },
      {
        name: 'Camera power switch',
        number: '1',
        specification:
          'solid-state switch, closed at rest, isolated input for 3.3 V at 5 mA through 390 Ω, output for direct current of at least 12 V and 5 A peak',
        why: 'a body that hangs is switched off and on by the station; one that fails leaves the camera its power',
      },
      {
        name: 'USB cable',
        number: '1',
        specification:
          'from the body’s own socket to USB-A, USB 2.0 or better, shielded, 2 m (3 m at most), with a clamp at the body',
        why: 'it is moved all day: a plug that wriggles is the commonest fault of the camera',
      },
    ],
  },
  {
    title: 'Light and pedal',
    items: [
      {
        name: 'Ring light',
        number: '1',
        specification:
          'two segments around the lens, 5 V, common plus, white, CRI 95 or more, 5000 to 5700 K, each 0.5 A at most with its current limited on the ring; on aluminium',
        why: 'colour is diagnosis. 5 s of full light at a time is what the driver allows, 40 % may stay on for ever',
      },
      {
        name: 'Polarising film',
        number: '1',
        specification: 'linear, over the inner segment only, crossed with the polariser in the lens',
        why: 'takes the glare off the skin; the outer segment shows the surface',
      },
      {
        name: 'Ring light driver',
        number: '1',
        specification:
          'two N-channel MOSFETs on the low side, specified at 2.5 V gate voltage, 20 V, 2 A or more; 100 Ω to each gate; one high-side switch of 1 A with an enable input for 3.3 V; 100 kΩ from both gates and from enable to ground',
        why: 'full on from a 3.3 V line without a level shifter, and dark while the board starts or is unplugged',
      },
      {
        name: 'Supply of the ring light',
        number: '1',
        specification: '5 V, 2 A or more, Class II; its ground joins the board’s at the driver and nowhere else',
        why: 'a flash through the board’s header would pull its supply down, and undervoltage is an alert',
      },
      {
        name: 'Foot pedal',
        number: '1',
        specification:
          'one momentary contact, open at rest, no voltage of its own, good for 1.5 mA at 3.3 V (gold); IPX6 or better; lead of 3 m with a 6.35 mm plug, contact on tip and sleeve; or a USB pedal that is a keyboard with one key',
        why: 'both hands hold the camera. The floor is washed. Contacts for the mains need more current than a GPIO gives',
      },
      {
        name: 'Pedal jack',
        number: '1',
        specification:
          '6.35 mm, two poles, insulated from the case; 2.2 kΩ to 3.3 V; a suppressor diode for ESD, 5 V working voltage, from contact to ground',
        why: 'three metres of lead on a carpet are an aerial and a spark gap',
      },
      {
        name: 'Status lamp',
        number: '1',
        specification: 'green LED, 5 mm, in the lid; 1 kΩ in series',
        why: 'tells across the room that the station runs',
      },
    ],
  },
  {
    title: 'Case, power and leads',
    items: [
      {
        name: 'Case',
        number: '1',
        specification:
          'closed, no fan; screws that need a tool; surface that can be wiped with alcohol and chlorine; clamps for every lead; VESA 75 or a foot',
        why: 'stands in a treatment room; nothing can be pulled out by a child, and no stick plugged in',
      },
      {
        name: 'Supply of the computer',
        number: '1',
        specification: '5.1 V, 3 A, USB-C or the carrier board’s input, Class II',
        why: 'a weak one shows as undervoltage, which is an alert at once',
      },
      {
        name: 'Standard of all supplies',
        number: '',
        specification:
          'IEC 60601-1 (two means of patient protection) where the station stands within a patient’s reach',
        why: 'the camera touches the patient',
      },
      {
        name: '12-way connector with leads',
        number: '1',
        specification:
          '2 × 6, pitch 2.54 mm, keyed or marked, for pins 29 to 40; leads of 0.25 mm² in the colours of wiring.svg, 0.5 m at most',
        why: 'one plug carries every signal, and a second station is wired like the first',
      },
      {
        name: 'Lead for pin 1',
        number: '1',
        specification: '0.25 mm², orange, 0.5 m at most',
        why: 'the 3.3 V that keeps the pedal’s contact clean',
      },
      {
        name: 'Lead to the ring',
        number: '1',
        specification: 'three cores of 0.5 mm² (plus, plain, polarised), very flexible, 2 m, tied to the USB cable',
        why: 'it moves with the camera',
      },
      {
        name: 'Network',
        number: '1',
        specification:
          'shielded twisted pair, Cat 5e or better, as long as the room needs; the board’s own radio where there is no socket',
        why: 'twenty megabytes a picture: a wire is quicker and nobody changes its password',
      },
    ],
  },
];
