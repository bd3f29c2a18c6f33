//! Words of other languages that offices use, and syllables of names that break the rules.

use std::collections::HashSet;
use std::sync::LazyLock;

/// Whether a word, in small letters, is known though it is no syllable.
pub(super) fn is_known(word: &str) -> bool {
    static WORDS: LazyLock<HashSet<&str>> =
        LazyLock::new(|| KNOWN.iter().flat_map(|line| line.split(' ')).collect());
    WORDS.contains(word)
}

const KNOWN: &[&str] = &[
    // Computers and telephones.
    "admin app apps blog blogger chat click com copy data email excel facebook file folder font game google hotline",
    "html http https icon internet iphone laptop like link livestream login logo mail menu module net offline online",
    "password pixel portal scan scanner server smartphone software tablet tag update upload download user virus web",
    "website wifi word windows zalo youtube smart city powerpoint fanpage",
    // Broadcasting, print and the stage.
    "album amply ampli audio backdrop ballet banner bolero brochure camera casting catalogue catalog clip close demo",
    "fade flycam gameshow guitar jazz jingle karaoke led live micro mic music opera organ piano poster radio rap rock",
    "pop show slide slogan slow spot standee sticker studio style talkshow teaser trailer video vlog voice voucher",
    "zoom pan mix play stop remix format size maquette market insert inter boong",
    // Everyday loans.
    "alo alô bar bus buýt café cafe canxi carbon chip club container dollar đôla euro fan fans fax gara gas golf gram",
    "hello hit hot inch item kg kilogam kilôgam kilômét kilomet kit km lô-gic lôgic logic marketing mega metro mm cm",
    "model móoc môtô moay nilon nilông ok okay ôtô oxy oxi pedan photo photocopy protein robot ruy sale sa-lon series",
    "sêri xêri serie shock shop sms sorry stress taxi test tivi top tour vaccin vaccine vắcxin vitamin voan phuy vip",
    "watt xeton axit blốc gôn prô thanks yes bye one the and of for service center call kilô gôm xìtin",
    // Written with a rime or an onset that no native word has.
    "pa pác pan pắc păng pê pi pin pô pơ pu pù pút pét pốp pạc ting king ping pong dzậy dzô dzui dzìa zậy zô zui",
    // Names of places and peoples.
    "rươl kạn krông kông kôn plei pleiku đắk lắk đăk drao êđê mnông kon hre brâu blao",
];
