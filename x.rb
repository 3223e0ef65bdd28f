# SIP troubleshooting: from what people see to what is wrong.
#
# The companion of SIP_Response_Codes.rb, which has the codes; both have the keyword `sip`, so that
# one search asks both.
#
# A symptom has: one paragraph, then Look for, Causes, Do, Codes (plain numbers: they stand in
# the other sheet), Defined in. Name it as people say it; other ways to say it are extra index names.
# A flow is a ladder in a code block, at most 60 columns wide, then facts. A timer is a row.
# Filters stand a second time in tests/sip/wire/filters.tsv, where they are run on a real trace,
# timers in tests/sip/timers.tsv; `cargo test` says what differs.
#
# Messages of programs among the names stand so in their sources: "No matching endpoint found"
# (Asterisk, res/res_pjsip/pjsip_distributor.c), "no reply to our critical packet", "is now Lagged"
# "timed out, trying again", "(Critical Response)" (Asterisk, channels/chan_sip.c), "Couldn't negotiate
# stream" (Asterisk, res/res_pjsip_session.c), "for lack of audio RTP activity" (Asterisk,
# channels/chan_pjsip.c), "stopping outbound registration" (Asterisk,
# res/res_pjsip_outbound_registration.c), "SIP auth challenge" (FreeSWITCH, mod_sofia/sofia_reg.c),
# "TRUNK Dial failed due to" (FreePBX, core/functions.inc.php). Words for a bad voice are those of
# Cisco's troubleshooting guide for Unified Communications Manager.

# docsheet: allow keyword-taken, long-name

cheatsheet do
  title 'SIP Troubleshooting'
  docset_file_name 'SIP_Troubleshooting'
  keyword 'sip'

  introduction <<~'INTRODUCTION'
    Search for what you see (`no ringback`, `drops after 30 seconds`), a timer (`Timer B`, `32 s`), a flow (`CANCEL`) or a tool (`sngrep`). The codes themselves are in the docset SIP Response Codes, with the same keyword.

    Numbers such as 488 are SIP response codes, "cause 34" is a cause of Q.850. *Phone* stands for every user agent.
  INTRODUCTION

  category do
    id 'Symptoms'

    entry do
      name 'No ringback'
      notes <<~'NOTES'
        The caller hears nothing while the phone rings. A 180 asks the caller's phone to play the tone itself; a 183 with SDP promises the tone in the media.

        - **Look for:** which 1xx came, with or without SDP, and whether RTP arrives before the 200
        - **Causes:** a 183 or 180 with SDP, but no RTP behind it (firewall, NAT, silent media server); the 1xx got lost, as it may without 100rel; a PBX that answers first and rings afterwards
        - **Do:** let the gateway send 180 without SDP, or let its early media through; on the phone: play the local tone until RTP really comes
        - **Codes:** 180 Ringing, 183 Session Progress
        - **Defined in:** [RFC 3960 §3.2](https://www.rfc-editor.org/rfc/rfc3960#section-3.2), [RFC 3261 §13.2.1](https://www.rfc-editor.org/rfc/rfc3261#section-13.2.1)
      NOTES
      extra_index_nmae 'No ringing tone'
      extra_index_name 'Silence while it rings'
      extra_index_name 'No ring-back, no ring tone, dead silence while calling'
    end

    entry do
      name 'One-way audio'
      notes <<~'NOTES'
        The call stands, but the media of one or both directions does not arrive. SIP and RTP take different ways: where RTP goes is told by the SDP.

        - **Look for:** the lines `c=` and `m=` of offer and answer: a private address (10, 172.16–31, 192.168), port 0, `a=sendonly`, `a=inactive`; then whether RTP leaves and arrives
        - **Causes:** a private address in the SDP behind NAT; closed RTP ports; a router (SIP ALG) that rewrites one direction; a hold that was never resumed; SRTP on one side only
        - **Do:** relay the media (SBC, rtpengine) or use STUN and ICE; send RTP from the port where you receive it; open the port range; switch the SIP ALG off
        - **Codes:** none: the call is answered with 200; if the media does not fit at all, 488
        - **Defined in:** [RFC 3264 §6](https://www.rfc-editor.org/rfc/rfc3264#section-6), [§8.4](https://www.rfc-editor.org/rfc/rfc3264#section-8.4), [RFC 4961](https://www.rfc-editor.org/rfc/rfc4961)
      NOTES
      extra_index_name 'No audio at all'
      extra_index_name 'No sound on one side'
      extra_index_name 'Audio only in one direction, people cannot hear me, I cannot hear the other person'
      extra_index_name 'Dead air, RTP timeout, no media, no speech path, lack of audio RTP activity (Asterisk)'
    end

    entry do
      name 'Call drops after 30 seconds'
      notes <<~'NOTES'
        The side that answered never got the ACK for its 200, and hangs up after 64 × T1, which is 32 s.

        - **Look for:** the 200 repeated after 0.5, 1, 2, 4, 4 … s, no ACK behind it, then a BYE
        - **Causes:** a `Contact` in the 200 that cannot be reached (private address, wrong port); a missing or wrong `Record-Route`; the 200 itself does not reach the caller; an ACK that goes past the proxy
        - **Do:** correct `Contact` and `Record-Route`; look where the ACK is sent: it follows the route set, not the path of the INVITE
        - **Codes:** 200 OK, then BYE
        - **Defined in:** [RFC 3261 §13.3.1.4](https://www.rfc-editor.org/rfc/rfc3261#section-13.3.1.4), [§12.1.1](https://www.rfc-editor.org/rfc/rfc3261#section-12.1.1), [§13.2.2.4](https://www.rfc-editor.org/rfc/rfc3261#section-13.2.2.4)
      NOTES
      extra_index_name 'Call drops after 32 seconds, no ACK'
      extra_index_name 'Call hangs up or gets cut off after half a minute'
      extra_index_name 'Call disconnects after 30 sec, 32 sec, dies, no ACK received'
    end

    entry do
      name 'Call drops after 15 or 30 minutes'
      notes <<~'NOTES'
        Nobody refreshed the session in time, so one side sent a BYE. The usual interval is 1800 s: refreshed after 15 minutes, over before 30.

        - **Look for:** `Session-Expires` and `refresher` in the 200; a re-INVITE or UPDATE at half the interval, and what it was answered
        - **Causes:** the refresh is refused or lost (408, 481, 488, an expired NAT mapping); both sides wait for each other to refresh; a B2BUA that takes the header field out; a call limit of the provider
        - **Do:** make one side refresh (`refresher`), keep the connection open; or take `Session-Expires` out on both sides
        - **Codes:** 408, 481: BYE at once; 422: repeat with at least `Min-SE`
        - **Defined in:** [RFC 4028 §10](https://www.rfc-editor.org/rfc/rfc4028#section-10), [§7.2](https://www.rfc-editor.org/rfc/rfc4028#section-7.2)
      NOTES
      extra_index_name 'Call drops after 15 minutes'
      extra_index_name 'Call drops after 30 minutes, session timer'
      extra_index_name 'Call ends or is cut off after exactly the same time'
      extra_index_name 'Call disconnects after 15 min, 30 min, refresher'
    end

    entry do
      name 'Authentication loop'
      notes <<~'NOTES'
        The credentials do not convince the server. The first 401 or 407 is normal; a second one for the same request means that the answer to the challenge was wrong.

        - **Look for:** the second request: does it carry `Authorization`, a higher CSeq, the `realm`, `nonce` and `uri` of the challenge, and does the next challenge say `stale=true`?
        - **Causes:** wrong password, user name or realm; an algorithm that the client lacks (SHA-256 against MD5); a router that changes the URI; two servers that do not know each other's nonces; a clock or counter (`nc`) that does not move
        - **Do:** check user name and password; for `stale=true` just repeat with the new nonce, the password was right; without it do not try again
        - **Codes:** 401 from a registrar, PBX or phone, 407 from a proxy; 403 where the server gives up
        - **Defined in:** [RFC 3261 §22.2](https://www.rfc-editor.org/rfc/rfc3261#section-22.2), [§22.3](https://www.rfc-editor.org/rfc/rfc3261#section-22.3), [RFC 7616 §3.3](https://www.rfc-editor.org/rfc/rfc7616#section-3.3), [RFC 8760](https://www.rfc-editor.org/rfc/rfc8760)
      NOTES
      extra_index_name 'Wrong password, again and again'
      extra_index_name 'REGISTER is challenged again and again'
      extra_index_name 'Authentication'
      extra_index_name 'Nonce and stale'
      extra_index_name 'Digest: nonce, stale, qop, algorithm, realm'
      extra_index_name 'SIP auth challenge on sofia profile (FreeSWITCH)'
    end

    entry do
      name 'Cannot register'
      notes <<~'NOTES'
        The registrar does not accept the REGISTER, or never sees it. The code of the answer tells which.

        - **Look for:** the last answer to REGISTER, and whether there was one
        - **Causes:** no answer: wrong server, port or transport, a firewall, DNS; 401 again and again or 403: credentials, or the account is barred; 404: no such user in this domain; 423: asked for too short an expiry; 503: server in trouble
        - **Do:** check server, port and transport first, then user name, realm and password
        - **Codes:** 401, 403, 404, 405, 408, 423, 503
        - **Defined in:** [RFC 3261 §10.2](https://www.rfc-editor.org/rfc/rfc3261#section-10.2), [§10.3](https://www.rfc-editor.org/rfc/rfc3261#section-10.3)
      NOTES
      extra_index_name 'Registration fails'
      extra_index_name 'Phone shows no service, softphone or handset will not register'
      extra_index_name 'User not found, registration rejected, REGISTER timeout'
      extra_index_name 'Stopping outbound registration, registration timed out, trying again (Asterisk)'
    end

    entry do
      name 'Phone loses its registration'
      notes <<~'NOTES'
        The registrar or the router has forgotten the phone: the binding has run out, or the NAT mapping has. Calls out still work, calls in get 480 or 404.

        - **Look for:** `expires` in the 200 to REGISTER, when the next REGISTER comes, and whether requests to the phone leave the server but never arrive
        - **Causes:** the phone refreshes too late; the NAT forgets a UDP mapping after 30 s or so; two phones that overwrite each other's binding; the registrar restarted
        - **Do:** send keep-alives; register more often than the NAT forgets (not below `Min-Expires`); use TCP or TLS with outbound
        - **Codes:** 480, 404 or 408 to the caller; 430 between proxies
        - **Defined in:** [RFC 3261 §10.2.4](https://www.rfc-editor.org/rfc/rfc3261#section-10.2.4), [RFC 5626 §4.4](https://www.rfc-editor.org/rfc/rfc5626#section-4.4)
      NOTES
      extra_index_name 'Unregistered after a while, registration drops every few minutes, keeps dropping behind NAT'
      extra_index_name 'Registration expires'
      extra_index_name 'Calls in fail, calls out work, incoming calls do not ring, nobody can call the phone'
      extra_index_name 'Registration expired, phone offline, no incoming calls, outgoing calls work'
      extra_index_name 'Deregistered, phone deregisters and registers again'
    end

    entry do
      name 'Ghost calls'
      notes <<~'NOTES'
        The phone rings, nobody speaks, and the PBX has no such call: a scanner on the internet sends INVITE straight to the phone.

        - **Look for:** an INVITE from an address that is not your server; callers such as 100, 1000 or 1001; a `User-Agent` such as friendly-scanner
        - **Causes:** port 5060 of the phone can be reached from the internet; the phone accepts calls from anybody
        - **Do:** accept calls only from the registrar; close the port in the firewall, use another one, or TLS; do not answer scanners at all
        - **Codes:** none helps: drop the request
      NOTES
      extra_index_name 'Phantom calls, nobody there, no one on the line'
      extra_index_name 'Phone rings at night, calls from strange numbers, prank calls'
      extra_index_name 'friendly-scanner, sipvicious, scanned from the internet'
      extra_index_name 'fail2ban, blacklist, attack, brute force, No matching endpoint found'
    end

    entry do
      name 'Fax fails (T.38)'
      notes <<~'NOTES'
        The call starts as voice; when a fax tone is heard, one side sends a re-INVITE for T.38 (`m=image … udptl t38`). What it is answered decides.

        - **Look for:** the re-INVITE with `image`, who sent it, and the answer; UDPTL packets afterwards
        - **Causes:** the other side lacks T.38 and says 488: the call stays with G.711, which often fails; both sides switch at once (491); a B2BUA that does not pass the re-INVITE on; compressed codecs, echo canceling or silence suppression on the voice path
        - **Do:** allow T.38 on the whole path; else force G.711 without silence suppression; try 9600 bit/s
        - **Codes:** 488, 606, 491; 415 from old gateways
        - **Defined in:** [RFC 3362](https://www.rfc-editor.org/rfc/rfc3362), [RFC 3264 §8](https://www.rfc-editor.org/rfc/rfc3264#section-8)
      NOTES
      extra_index_name 'Fax over SIP, fax drops after the first page'
      extra_index_name 'T.38 is refused or never starts'
      extra_index_name 'image/t38, UDPTL, fax tones'
    end

    entry do
      name 'DTMF does not work'
      notes <<~'NOTES'
        Digits can travel in three ways, and both sides must agree: as `telephone-event` packets in RTP, as sound, or in INFO.

        - **Look for:** `a=rtpmap:101 telephone-event/8000` (the number varies) in offer and answer; INFO with a DTMF body and its answer
        - **Causes:** one side does not offer `telephone-event`; sound through a compressed codec such as G.729; two ways at once, so that digits are doubled; other payload numbers in each direction that a box does not translate
        - **Do:** use `telephone-event` on all legs; the sound of tones only with G.711; choose one way only
        - **Codes:** 415, 469 or 501 to INFO
        - **Defined in:** [RFC 4733 §2](https://www.rfc-editor.org/rfc/rfc4733#section-2), [RFC 6086 §4](https://www.rfc-editor.org/rfc/rfc6086#section-4)
      NOTES
      extra_index_name 'Key presses are not recognized, keypad does not work in menus, pressing a digit does nothing'
      extra_index_name 'telephone-event, RFC 2833, RFC 4733'
      extra_index_name 'DTMF tones doubled or lost'
      extra_index_name 'IVR or menu does not react or respond, DTMF by INFO, in-band or inband tones'
    end

    entry do
      name 'No common codec'
      notes <<~'NOTES'
        No codec of the offer is acceptable, so the call is refused with 488; or single streams are, and come back with port 0.

        - **Look for:** the numbers in `m=audio` and their `a=rtpmap` lines in the offer, and what of them stands in the answer
        - **Causes:** a codec that one side lacks or has no license for (G.729); SRTP (`RTP/SAVP`) against plain RTP (`RTP/AVP`), although the codecs fit; another `ptime` or `fmtp`
        - **Do:** allow G.711 (0 PCMU, 8 PCMA) on both sides, or let an SBC transcode; compare the word after the port, too
        - **Codes:** 488 with Warning 305, 606; PJSIP: 415
        - **Defined in:** [RFC 3264 §6](https://www.rfc-editor.org/rfc/rfc3264#section-6), [RFC 3261 §13.3.1.3](https://www.rfc-editor.org/rfc/rfc3261#section-13.3.1.3)
      NOTES
      extra_index_name 'G.729, G.722, Opus: codec mismatch'
      extra_index_name 'Codec negotiation failed, couldn\'t negotiate stream (Asterisk)'
      extra_index_name 'a=ptime, a=rtpmap, payload type, transcoding, PCMU, PCMA, m=audio, RTP/AVP'
    end

    entry do
      name 'WebRTC call fails'
      notes <<~'NOTES'
        A browser speaks SIP over WebSocket and accepts only encrypted media: `UDP/TLS/RTP/SAVPF` with DTLS-SRTP and ICE. A plain phone has neither.

        - **Look for:** the profile in `m=`, `a=fingerprint`, `a=candidate` and `a=rtcp-mux` in the SDP; `Via: SIP/2.0/WSS`
        - **Causes:** no media gateway between the two; a certificate that the browser does not trust on WSS; ICE without a TURN server behind strict firewalls; Opus only on one side
        - **Do:** put an SBC, rtpengine or a PBX with WebRTC in between; use a public certificate; give the browser a TURN server
        - **Codes:** 488 for the media; 503 or no registration if WSS fails
        - **Defined in:** [RFC 7118 §5](https://www.rfc-editor.org/rfc/rfc7118#section-5), [RFC 8829 §5.1.2](https://www.rfc-editor.org/rfc/rfc8829#section-5.1.2), [RFC 5764 §4](https://www.rfc-editor.org/rfc/rfc5764#section-4)
      NOTES
      extra_index_name 'Browser phone, SIP over WebSocket'
      extra_index_name 'DTLS-SRTP, ICE, UDP/TLS/RTP/SAVPF'
      extra_index_name 'JsSIP, SIP.js, a=rtcp-mux, a=fingerprint, TURN server'
    end

    entry do
      name 'TLS handshake fails'
      notes <<~'NOTES'
        The connection on port 5061 is not built, so no SIP message is ever sent; the client reports 503 to itself.

        - **Look for:** the TLS alert in the trace: unknown CA, expired, name does not fit, protocol version
        - **Causes:** the certificate does not name the SIP domain that was asked for; the chain is incomplete; a self-signed certificate; the server wants a certificate of the client; old TLS versions only
        - **Do:** put the domain into the subjectAltName; send the whole chain; check the clock. `openssl s_client -connect host:5061` shows what is sent
        - **Codes:** 503 (made by the client itself); 416, or 480 with Warning 380, if `sips:` is not wanted
        - **Defined in:** [RFC 5922 §4](https://www.rfc-editor.org/rfc/rfc5922#section-4), [§7.2](https://www.rfc-editor.org/rfc/rfc5922#section-7.2), [RFC 5630 §5.1.1](https://www.rfc-editor.org/rfc/rfc5630#section-5.1.1), [RFC 3261 §26.3.1](https://www.rfc-editor.org/rfc/rfc3261#section-26.3.1)
      NOTES
      extra_index_name 'Certificate error, port 5061'
      extra_index_name 'SIPS and TLS'
      extra_index_name 'Expired certificate, unknown CA, SSL error, TLS 5061'
    end

    entry do
      name 'NAT and SIP ALG'
      notes <<~'NOTES'
        Behind NAT a phone writes an address that nobody outside can reach into `Contact`, `Via` and SDP. Servers help with `rport` and by looking at the real source.

        - **Look for:** private addresses in `Contact`, `Via` and `c=`; `received` and `rport` in the answers; messages that differ on both sides of the router
        - **Causes:** no keep-alive, so calls in fail after a while; a SIP ALG that rewrites only part of the message; a wrong external address in the PBX
        - **Do:** switch the SIP ALG off; use `rport`, keep-alives, STUN, or outbound; on the server: send answers and requests to the real source
        - **Codes:** 408 and 480 for calls in, 400 for damaged messages, 200 without ACK
        - **Defined in:** [RFC 3581 §4](https://www.rfc-editor.org/rfc/rfc3581#section-4), [RFC 5626 §4.4](https://www.rfc-editor.org/rfc/rfc5626#section-4.4), [RFC 3261 §18.2.2](https://www.rfc-editor.org/rfc/rfc3261#section-18.2.2)
      NOTES
      extra_index_name 'Behind a router: rport, received'
      extra_index_name 'SIP ALG changes the messages'
      extra_index_name 'Private address in Contact, Via or SDP (c=IN IP4)'
      extra_index_name 'Keep-alive through NAT (keepalive, OPTIONS)'
      extra_index_name 'ICE, STUN'
      extra_index_name 'TURN, firewall, ICE candidates, a=candidate'
    end

    entry do
      name 'Large INVITE gets lost over UDP'
      notes <<~'NOTES'
        Small requests pass, the INVITE with its SDP does not: the datagram was split, and a fragment was dropped on the way.

        - **Look for:** size of the INVITE: beyond about 1300 bytes; repeated after 0.5, 1, 2 s … without any answer; IP fragments in the trace
        - **Causes:** many codecs and ICE candidates, long `Record-Route`, `Identity` (STIR) or `History-Info`; a firewall or tunnel that drops fragments
        - **Do:** use TCP or TLS: by the RFC a request above 1300 bytes must not go by UDP; or send fewer codecs
        - **Codes:** 408 after 32 s; 513 or 413 where a server complains
        - **Defined in:** [RFC 3261 §18.1.1](https://www.rfc-editor.org/rfc/rfc3261#section-18.1.1)
      NOTES
      extra_index_name 'MTU, fragmentation: INVITE never arrives'
      extra_index_name 'Message larger than 1300 bytes'
      extra_index_name 'UDP fragmentation, packet too big, TCP instead of UDP'
    end

    entry do
      name 'Wrong or no caller ID'
      notes <<~'NOTES'
        The called side shows another number, `anonymous`, or refuses the call. Which field counts differs: `From`, `P-Asserted-Identity`, or what the provider sets.

        - **Look for:** `From`, `P-Asserted-Identity`, `P-Preferred-Identity`, `Privacy` and `Identity` in the INVITE at each hop
        - **Causes:** a number that does not belong to the account; another format than the trunk wants (+, 00, national); `Privacy: id`; the provider overwrites it
        - **Do:** send the number in the format of the provider, in the field it reads; ask for CLIP no screening if it is not yours
        - **Codes:** 403 (not your number), 433 (anonymous calls refused), 428, 436 to 438 (STIR), 607, 608 and 603+ (blocked)
        - **Defined in:** [RFC 3325 §9.1](https://www.rfc-editor.org/rfc/rfc3325#section-9.1), [RFC 3323 §4.2](https://www.rfc-editor.org/rfc/rfc3323#section-4.2), [RFC 5079 §4](https://www.rfc-editor.org/rfc/rfc5079#section-4)
      NOTES
      extra_index_name 'Caller ID, CLIP, CLIR, anonymous'
      extra_index_name 'P-Asserted-Identity, Remote-Party-ID'
      extra_index_name 'Diversion, History-Info, Privacy, CNAM, wrong number shown'
    end

    entry do
      name 'Transfer fails'
      notes <<~'NOTES'
        A transfer can fail twice: the REFER is refused, or the call that it sets off fails. The second result comes in a NOTIFY.

        - **Look for:** the answer to REFER, then the status line in the body of the NOTIFY (`message/sipfrag`)
        - **Causes:** a trunk that does not accept REFER (403, 405, 501, 603); a target that cannot be reached; `Replaces` with wrong tags (481); NOTIFY answered with 481, so the transferor never learns the result
        - **Do:** let the PBX transfer by itself (it calls the target and joins the two) instead of passing the REFER on to the trunk
        - **Codes:** 202 or 200 (will try), 403, 405, 501, 603 (will not), 481
        - **Defined in:** [RFC 3515 §2.4](https://www.rfc-editor.org/rfc/rfc3515#section-2.4), [RFC 3891 §3](https://www.rfc-editor.org/rfc/rfc3891#section-3), [RFC 5589 §6](https://www.rfc-editor.org/rfc/rfc5589#section-6)
      NOTES
      extra_index_name 'Blind transfer, attended transfer'
      extra_index_name 'REFER is refused'
      extra_index_name 'Replaces, Referred-By, sipfrag'
    end

    entry do
      name 'Call cannot be ended'
      notes <<~'NOTES'
        One side has hung up, the other one talks on. The BYE did not fit any call there: Call-ID and both tags must be those of the call.

        - **Look for:** `Call-ID` and the tags of `From` and `To` in the BYE against those of the 200; the route it took
        - **Causes:** a tag is missing or the two are swapped; a B2BUA or failover that lost the call; a BYE sent past the proxy by a missing `Record-Route`; an ACK or BYE that went to a private address
        - **Do:** compare the three values; a session timer ends such calls by itself
        - **Codes:** 481 Call/Transaction Does Not Exist
        - **Defined in:** [RFC 3261 §12.2.1.1](https://www.rfc-editor.org/rfc/rfc3261#section-12.2.1.1), [§15.1](https://www.rfc-editor.org/rfc/rfc3261#section-15.1), [RFC 5057 §5.1](https://www.rfc-editor.org/rfc/rfc5057#section-5.1)
      NOTES
      extra_index_name 'One side stays connected after hanging up'
      extra_index_name 'BYE is not recognized'
      extra_index_name 'Half-open call, stuck channel, zombie call'
    end

    entry do
      name 'Hold and resume fail'
      notes <<~'NOTES'
        Hold is a re-INVITE or UPDATE that changes the direction of the media; resume is another one that changes it back.

        - **Look for:** `a=sendonly`, `a=recvonly`, `a=inactive`, `a=sendrecv` in each offer and answer, and the answer code
        - **Causes:** both sides hold, and only one resumes; the re-INVITE is refused; old style hold with `c=0.0.0.0`; a B2BUA that answers by itself
        - **Do:** send a new offer with `a=sendrecv`; after 491 wait and try again
        - **Codes:** 491 (both at once), 488 (media refused: the call goes on as before), 481 (the call is gone)
        - **Defined in:** [RFC 3264 §8.4](https://www.rfc-editor.org/rfc/rfc3264#section-8.4), [RFC 3261 §14.1](https://www.rfc-editor.org/rfc/rfc3261#section-14.1)
      NOTES
      extra_index_name 'No audio after hold, call goes dead or drops when put on hold'
      extra_index_name 'Music on hold does not play'
      extra_index_name 'a=sendonly, a=recvonly, a=inactive, c=IN IP4 0.0.0.0'
    end

    entry do
      name 'Announcement before the answer is not heard'
      notes <<~'NOTES'
        The network plays a text or tone before the call is answered, as early media behind a 183 with SDP. The caller's side must let it through.

        - **Look for:** 183 (or 180) with SDP, and RTP before the 200; the direction attribute in the SDP
        - **Causes:** the firewall opens RTP only after the 200; the phone plays local ringback instead; early media from a second branch of a fork; a PBX that does not pass 183 on
        - **Do:** let early media through; send `P-Early-Media` where the network wants it
        - **Codes:** 183 Session Progress
        - **Defined in:** [RFC 3960 §3](https://www.rfc-editor.org/rfc/rfc3960#section-3), [RFC 5009 §8](https://www.rfc-editor.org/rfc/rfc5009#section-8)
      NOTES
      extra_index_name 'Early media is not heard'
      extra_index_name 'P-Early-Media, progress tones'
    end

    entry do
      name 'Choppy audio, echo or delay'
      notes <<~'NOTES'
        SIP has done its work; the packets of the media get lost, late or out of order.

        - **Look for:** loss and jitter in the RTCP reports, or in Wireshark under Telephony, RTP, RTP Streams
        - **Causes:** a full line, no priority for voice (DSCP 46), Wi-Fi, a CPU at its limit in a transcoder; echo comes from the far telephone or its gateway
        - **Do:** give voice priority, use wired network, reserve bandwidth, avoid transcoding
        - **Defined in:** [RFC 3550 §6.4](https://www.rfc-editor.org/rfc/rfc3550#section-6.4)
      NOTES
      extra_index_name 'Jitter, packet loss'
      extra_index_name 'Voice quality is bad, static, crackling, noise'
      extra_index_name 'Latency, MOS, DSCP, QoS, robotic voice'
      extra_index_name 'Words cut out, garbled or broken voice, own voice comes back'
    end

    entry do
      name 'No response to the INVITE'
      notes <<~'NOTES'
        Not even a 100 comes back. Over UDP the INVITE is repeated after 0.5, 1, 2, 4, 8 and 16 s; after 32 s the client gives up and reports 408 to itself.

        - **Look for:** whether the INVITE reaches the server at all (trace on both sides), and whether an answer leaves it
        - **Causes:** wrong address, port or transport; firewall or ban (fail2ban) on the server; DNS; a datagram that is too large; answers sent to a private `Via`
        - **Do:** capture on both ends; check whether OPTIONS is answered
        - **Codes:** 408 (made by the client itself), 503 if it cannot be sent
        - **Defined in:** [RFC 3261 §17.1.1.2](https://www.rfc-editor.org/rfc/rfc3261#section-17.1.1.2), [§8.1.3.1](https://www.rfc-editor.org/rfc/rfc3261#section-8.1.3.1)
      NOTES
      extra_index_name 'INVITE timeout after 32 seconds'
      extra_index_name 'Nothing comes back, request timed out'
      extra_index_name 'Retransmission timeout (chan_sip), INVITE retransmitted, no reply to our critical packet'
    end

    entry do
      name 'Trunk is down'
      notes <<~'NOTES'
        The PBX asks the trunk by OPTIONS or REGISTER whether it is alive, and gets no answer, or one that it does not count.

        - **Look for:** the OPTIONS and its answer: any answer, even 404 or 405, shows life; only silence or 503 speaks against it
        - **Causes:** the provider blocks your address; the registration has failed; the answer goes to another port; the check counts 200 only
        - **Do:** let any answer count; check `Contact` and firewall; try the next address of the same name
        - **Codes:** 408, 503; 403 where your address is not allowed
        - **Defined in:** [RFC 3263 §4.3](https://www.rfc-editor.org/rfc/rfc3263#section-4.3), [RFC 3261 §11.2](https://www.rfc-editor.org/rfc/rfc3261#section-11.2)
      NOTES
      extra_index_name 'OPTIONS ping fails, OPTIONS not answered, trunk inactive'
      extra_index_name 'Qualify: UNREACHABLE (Asterisk)'
      extra_index_name 'Gateway down, FAIL_WAIT (FreeSWITCH)'
      extra_index_name 'Provider unreachable, peer is now Lagged, SIP trunk offline'
    end

    entry do
      name 'Goes to voicemail at once'
      notes <<~'NOTES'
        The PBX gets a failure for the phone without any ringing, or a redirection, and takes the voicemail as the next target.

        - **Look for:** what the phone or registrar answered: 480, 486, 302, 603, or no branch at all
        - **Causes:** do not disturb, call forwarding, phone not registered, another call with call waiting off, a 6xx that stops all other phones
        - **Do:** look at the phone's DND and forwarding keys, then at its registration
        - **Codes:** 480, 486, 302, 603
        - **Defined in:** [RFC 3261 §16.7](https://www.rfc-editor.org/rfc/rfc3261#section-16.7), [§21.4.18](https://www.rfc-editor.org/rfc/rfc3261#section-21.4.18)
      NOTES
      extra_index_name 'Phone does not ring, voicemail answers or picks up immediately'
      extra_index_name 'Ring timeout, phone rings once'
    end

    entry do
      name 'Missed call though answered elsewhere'
      notes <<~'NOTES'
        Another phone of the group answered; this one got a CANCEL and lists a missed call. The CANCEL should say why.

        - **Look for:** `Reason: SIP;cause=200;text="Call completed elsewhere"` in the CANCEL
        - **Causes:** the PBX or proxy does not add `Reason`, or a hop drops it; the phone does not read it
        - **Do:** let the proxy add it (Kamailio does by itself; Asterisk and FreeSWITCH do for their groups)
        - **Codes:** 487 to the INVITE
        - **Defined in:** [RFC 3326 §3.1](https://www.rfc-editor.org/rfc/rfc3326#section-3.1)
      NOTES
      extra_index_name 'Answered on another phone, shown as missed'
      extra_index_name 'Ring group, call pickup'
    end

    entry do
      name 'International calls fail'
      notes <<~'NOTES'
        Domestic calls work, calls abroad do not: mostly the number format or the rights of the account.

        - **Look for:** the Request-URI that leaves the PBX: `+49…`, `0049…`, `01149…`; and the code
        - **Causes:** the trunk wants E.164 with +; prefix added twice; destination or premium numbers barred; no credit; fraud limit of the provider
        - **Do:** send the number in E.164; ask the provider to open the destination
        - **Codes:** 403 (barred), 404 (format or no route), 484 (too short), 402 or 603 (limit or credit)
        - **Defined in:** [RFC 3966 §5.1](https://www.rfc-editor.org/rfc/rfc3966#section-5.1)
      NOTES
      extra_index_name 'Long-distance call fails, dialing abroad does not work'
      extra_index_name 'Plus sign, E.164, country code, prefix'
    end

    entry do
      name 'Emergency call fails'
      notes <<~'NOTES'
        The number was treated as an ordinary call, or the location in it cannot be used.

        - **Look for:** 380 with a body `application/3gpp-ims+xml` (mobile networks), `Geolocation-Error` in a 424
        - **Causes:** a mobile phone that did not recognize the number as an emergency; a missing or malformed location; a trunk without emergency routing
        - **Do:** place it as an emergency call (`urn:service:sos`) with a location
        - **Codes:** 380, 424, 404
        - **Defined in:** [RFC 6442 §4.3](https://www.rfc-editor.org/rfc/rfc6442#section-4.3), [RFC 3261 §21.3.5](https://www.rfc-editor.org/rfc/rfc3261#section-21.3.5), [RFC 5031 §4.2](https://www.rfc-editor.org/rfc/rfc5031#section-4.2)
      NOTES
      extra_index_name 'Emergency call, location'
      extra_index_name 'E911, 112, PIDF-LO, VoLTE emergency'
    end

    entry do
      name 'Calls loop'
      notes <<~'NOTES'
        Two servers send the call to each other until `Max-Forwards` is used up, or one recognizes it.

        - **Look for:** the same Call-ID again and again at one server, `Max-Forwards` counting down, a growing list of `Via`
        - **Causes:** a number forwarded to itself; a default route on both sides; a proxy that does not know its own name; one INVITE that reaches a phone on two paths
        - **Do:** end the default route on one side; teach the proxy its names
        - **Codes:** 482, 483; 440 with forking
        - **Defined in:** [RFC 3261 §16.3](https://www.rfc-editor.org/rfc/rfc3261#section-16.3), [§8.2.2.2](https://www.rfc-editor.org/rfc/rfc3261#section-8.2.2.2), [RFC 5393 §4.1](https://www.rfc-editor.org/rfc/rfc5393#section-4.1)
      NOTES
      extra_index_name 'Too many hops, loop detected'
      extra_index_name 'Call forwarded to itself'
      extra_index_name 'Forwarding loop, routing loop'
    end

    entry do
      name 'Fast busy or immediate rejection'
      notes <<~'NOTES'
        The call is refused before anything rings: no channel, no route, no right, or the phone is busy.

        - **Look for:** the first final response, who sent it (`Server`, `Via`), and `Reason` with a Q.850 cause
        - **Causes:** channel limit of the trunk (503, 486), no route (404), barred (403), network congestion (cause 34, 41, 42), user busy (cause 17)
        - **Do:** read the `Reason`; the code alone is often changed on the way
        - **Codes:** 403, 404, 480, 486, 503
        - **Defined in:** [RFC 6432 §3](https://www.rfc-editor.org/rfc/rfc6432#section-3), [RFC 3398 §7.2.4.1](https://www.rfc-editor.org/rfc/rfc3398#section-7.2.4.1)
      NOTES
      extra_index_name 'Reorder tone, congestion'
      extra_index_name 'All circuits are busy, callers get a busy signal, too many concurrent calls'
      extra_index_name 'Busy tone at once, number not in service, TRUNK dial failed due to CONGESTION'
    end

    entry do
      name 'BLF: busy lamps do not work'
      notes <<~'NOTES'
        A lamp is a subscription to the event package `dialog`: SUBSCRIBE, 200, then a NOTIFY for every change.

        - **Look for:** the answer to SUBSCRIBE, the first NOTIFY and its answer, `Subscription-State`
        - **Causes:** the PBX lacks the package or the right for this extension; a missing `Accept`; NOTIFY does not pass the NAT; the subscription was not refreshed
        - **Do:** allow the subscription on the PBX (hint, BLF list); after 481 subscribe anew
        - **Codes:** 489, 403, 404, 481 to NOTIFY, 423
        - **Defined in:** [RFC 6665 §4.1](https://www.rfc-editor.org/rfc/rfc6665#section-4.1), [RFC 4235 §3](https://www.rfc-editor.org/rfc/rfc4235#section-3)
      NOTES
      extra_index_name 'BLF stays dark, lights do not update'
      extra_index_name 'SUBSCRIBE for dialog is refused'
      extra_index_name 'Presence, MWI, message waiting, voicemail light stays on, dialog-info'
    end

    entry do
      name 'What happened after so many seconds'
      notes <<~'NOTES'
        SIP's timers give themselves away by their length. With T1 = 500 ms:

        | After | What it is |
        | --- | --- |
        | 0.5, 1, 2, 4, 8, 16 s | an INVITE is repeated over UDP: no answer yet, not even 100 ([Timer A](#A)) |
        | 0.5, 1, 2, 4, 4, 4 s | another request is repeated over UDP ([Timer E](#E)); or a failure or 200 to an INVITE, until its ACK ([Timer G](#G)) |
        | 2 to 4 s | after a 491 the owner of the Call-ID tries again; the other side within 2 s |
        | 24 to 29 s | keep-alive over UDP (STUN), so that the NAT does not forget |
        | 32 s | 64 × T1: the client gives up ([Timer B](#B), [F](#F)); or no ACK for a 200: BYE; or no ACK for a failure ([Timer H](#H)); or no PRACK: 5xx |
        | 90 s | the shortest session timer that a server may ask for |
        | 95 to 120 s | keep-alive over TCP or TLS (CRLF CRLF) |
        | over 180 s | a proxy ends a call that only rings ([Timer C](#C)) |
        | 900 s | half of 1800 s: the session refresh is due |
        | 1800 s less at most 32 s | nobody refreshed: BYE |
        | 3600 s | registration or subscription at its usual longest: the refresh must come before |

        - **Shorter than that:** proxies and PBXs have limits of their own: time to ring (20 to 60 s), time for a next hop to answer (2 to 10 s)
        - **Defined in:** [RFC 3261 §17.1.1.2](https://www.rfc-editor.org/rfc/rfc3261#section-17.1.1.2), [§17.1.2.2](https://www.rfc-editor.org/rfc/rfc3261#section-17.1.2.2), [§16.6](https://www.rfc-editor.org/rfc/rfc3261#section-16.6), [§14.1](https://www.rfc-editor.org/rfc/rfc3261#section-14.1), [RFC 4028 §4](https://www.rfc-editor.org/rfc/rfc4028#section-4), [§10](https://www.rfc-editor.org/rfc/rfc4028#section-10), [RFC 5626 §4.4](https://www.rfc-editor.org/rfc/rfc5626#section-4.4), [RFC 3262 §3](https://www.rfc-editor.org/rfc/rfc3262#section-3)
      NOTES
      extra_index_name 'After 0.5 s, 4 s, 32 s: which timer'
      extra_index_name 'Retransmission: 0.5, 1, 2, 4 seconds'
      extra_index_name '64*T1, 64 x T1, INVITE retransmission'
    end
  end

  category do
    id 'Timers'
    header 'Timer'
    header 'Length'
    header 'Who, and what for'
    header 'Defined in'

    entry do
      name 'T1'
      index_name 'T1 (timer T1)'
      td_notes '500 ms'
      td_notes 'round-trip time as estimated; all else is counted in it'
      td_notes '[RFC 3261 §17.1.1.1](https://www.rfc-editor.org/rfc/rfc3261#section-17.1.1.1)'
    end

    entry do
      name 'T2'
      index_name 'T2 (timer T2)'
      td_notes '4 s'
      td_notes 'longest pause between repetitions, except of the INVITE'
      td_notes '[RFC 3261 §17.1.2.2](https://www.rfc-editor.org/rfc/rfc3261#section-17.1.2.2)'
    end

    entry do
      name 'T4'
      index_name 'T4 (timer T4)'
      td_notes '5 s'
      td_notes 'how long a message may stay in the network'
      td_notes '[RFC 3261 §17.1.2.2](https://www.rfc-editor.org/rfc/rfc3261#section-17.1.2.2)'
    end

    entry do
      name 'A (INVITE repeated)'
      index_name 'Timer A (INVITE repeated)'
      td_notes 'T1, then doubled'
      td_notes 'client, UDP: sends the INVITE again, until any answer comes'
      td_notes '[RFC 3261 §17.1.1.2](https://www.rfc-editor.org/rfc/rfc3261#section-17.1.1.2)'
    end

    entry do
      name 'B (INVITE given up)'
      index_name 'Timer B (INVITE given up)'
      td_notes '64 × T1 = 32 s'
      td_notes 'client: no answer at all; counts as 408'
      td_notes '[RFC 3261 §17.1.1.2](https://www.rfc-editor.org/rfc/rfc3261#section-17.1.1.2)'
    end

    entry do
      name 'C (proxy stops ringing)'
      index_name 'Timer C (proxy stops ringing, 3 minutes)'
      td_notes 'over 3 min'
      td_notes 'proxy: only 1xx so far; sends CANCEL. Each 101–199 starts it anew'
      td_notes '[RFC 3261 §16.6](https://www.rfc-editor.org/rfc/rfc3261#section-16.6), [§16.8](https://www.rfc-editor.org/rfc/rfc3261#section-16.8)'
    end

    entry do
      name 'D (failure repeated to the client)'
      index_name 'Timer D (failure repeated to the client)'
      td_notes 'over 32 s; 0 with TCP'
      td_notes 'client: answers each repeated failure with the ACK again'
      td_notes '[RFC 3261 §17.1.1.2](https://www.rfc-editor.org/rfc/rfc3261#section-17.1.1.2)'
    end

    entry do
      name 'E (other request repeated)'
      index_name 'Timer E (other request repeated)'
      td_notes 'T1, doubled up to T2'
      td_notes 'client, UDP: sends the request again; after a 1xx every T2'
      td_notes '[RFC 3261 §17.1.2.2](https://www.rfc-editor.org/rfc/rfc3261#section-17.1.2.2)'
    end

    entry do
      name 'F (other request given up)'
      index_name 'Timer F (other request given up)'
      td_notes '64 × T1 = 32 s'
      td_notes 'client: no final response; counts as 408'
      td_notes '[RFC 3261 §17.1.2.2](https://www.rfc-editor.org/rfc/rfc3261#section-17.1.2.2)'
    end

    entry do
      name 'G (failure repeated)'
      index_name 'Timer G (failure repeated)'
      td_notes 'T1, doubled up to T2'
      td_notes 'server, UDP: sends a 3xx–6xx to INVITE again, until the ACK'
      td_notes '[RFC 3261 §17.2.1](https://www.rfc-editor.org/rfc/rfc3261#section-17.2.1)'
    end

    entry do
      name 'H (no ACK for a failure)'
      index_name 'Timer H (no ACK for a failure)'
      td_notes '64 × T1 = 32 s'
      td_notes 'server: stops waiting for the ACK of a 3xx–6xx'
      td_notes '[RFC 3261 §17.2.1](https://www.rfc-editor.org/rfc/rfc3261#section-17.2.1)'
    end

    entry do
      name 'I (ACK repeated)'
      index_name 'Timer I (ACK repeated)'
      td_notes 'T4 = 5 s; 0 with TCP'
      td_notes 'server: absorbs repeated ACKs'
      td_notes '[RFC 3261 §17.2.1](https://www.rfc-editor.org/rfc/rfc3261#section-17.2.1)'
    end

    entry do
      name 'J (other request repeated to the server)'
      index_name 'Timer J (other request repeated to the server)'
      td_notes '64 × T1 = 32 s; 0 with TCP'
      td_notes 'server: answers the repeated request with the same response'
      td_notes '[RFC 3261 §17.2.2](https://www.rfc-editor.org/rfc/rfc3261#section-17.2.2)'
    end

    entry do
      name 'K (response repeated to the client)'
      index_name 'Timer K (response repeated to the client)'
      td_notes 'T4 = 5 s; 0 with TCP'
      td_notes 'client: absorbs repeated final responses'
      td_notes '[RFC 3261 §17.1.2.2](https://www.rfc-editor.org/rfc/rfc3261#section-17.1.2.2)'
    end

    entry do
      name 'L (2xx sent)'
      index_name 'Timer L (2xx sent)'
      td_notes '64 × T1 = 32 s'
      td_notes 'server: keeps the INVITE transaction after a 2xx, for repeated INVITEs; so a late CANCEL still finds it'
      td_notes '[RFC 6026 §7.1](https://www.rfc-editor.org/rfc/rfc6026#section-7.1)'
    end

    entry do
      name 'M (2xx received)'
      index_name 'Timer M (2xx received)'
      td_notes '64 × T1 = 32 s'
      td_notes 'client: keeps the INVITE transaction after a 2xx, for further 2xx of a fork'
      td_notes '[RFC 6026 §7.2](https://www.rfc-editor.org/rfc/rfc6026#section-7.2)'
    end

    entry do
      name 'N (no NOTIFY)'
      index_name 'Timer N (no NOTIFY)'
      td_notes '64 × T1 = 32 s'
      td_notes 'subscriber: no NOTIFY after SUBSCRIBE; the subscription has failed'
      td_notes '[RFC 6665 §4.1.2.4](https://www.rfc-editor.org/rfc/rfc6665#section-4.1.2.4)'
    end

    entry do
      name 'Answer without ACK'
      td_notes 'T1, doubled up to T2; 32 s'
      td_notes 'called side: repeats the 2xx, over TCP, too; then sends BYE'
      td_notes '[RFC 3261 §13.3.1.4](https://www.rfc-editor.org/rfc/rfc3261#section-13.3.1.4)'
    end

    entry do
      name 'Provisional response without PRACK'
      td_notes 'T1, doubled; 32 s'
      td_notes 'called side: repeats a reliable 1xx; then refuses with a 5xx'
      td_notes '[RFC 3262 §3](https://www.rfc-editor.org/rfc/rfc3262#section-3)'
    end

    entry do
      name 'Session timer (Session-Expires)'
      index_name 'Session timer (Session-Expires, 1800 s)'
      td_notes '1800 s proposed, at least 90 s'
      td_notes 'refreshed at half; without refresh a BYE, the smaller of 32 s and a third before its end'
      td_notes '[RFC 4028 §4](https://www.rfc-editor.org/rfc/rfc4028#section-4), [§7.2](https://www.rfc-editor.org/rfc/rfc4028#section-7.2), [§10](https://www.rfc-editor.org/rfc/rfc4028#section-10)'
    end

    entry do
      name 'Expiry of a registration'
      index_name 'Expiry of a registration (3600 s)'
      td_notes 'as granted in `expires`; often 3600 s'
      td_notes 'the phone refreshes before the end'
      td_notes '[RFC 3261 §10.2.4](https://www.rfc-editor.org/rfc/rfc3261#section-10.2.4)'
    end
  end

  category do
    id 'Message Flows'

    entry do
      name 'Call from INVITE to BYE'
      notes <<~'NOTES'
        An answered call through one proxy. Each response takes the path of its request back; the ACK of a 200 is a request of its own.

        ```
        Caller           Proxy            Callee
          | INVITE         |                |
          |--------------->| INVITE         |
          | 100 Trying     |--------------->|
          |<---------------|    180 Ringing |
          |    180 Ringing |<---------------|
          |<---------------|         200 OK |
          |         200 OK |<---------------|
          |<---------------|                |
          | ACK            | ACK            |
          |--------------->|--------------->|
          |<============ media ============>|
          |            BYE |            BYE |
          |<---------------|<---------------|
          | 200 OK         | 200 OK         |
          |--------------->|--------------->|
        ```

        - **Dialog:** Call-ID, the tag of the caller and the tag of the callee
        - **Without `Record-Route`:** ACK and BYE go past the proxy
        - **Defined in:** [RFC 3261 §4](https://www.rfc-editor.org/rfc/rfc3261#section-4), [§12.1](https://www.rfc-editor.org/rfc/rfc3261#section-12.1), [§16.7](https://www.rfc-editor.org/rfc/rfc3261#section-16.7)
      NOTES
      extra_index_name 'Basic call flow'
      extra_index_name 'INVITE, ringing, OK, ACK, BYE'
    end

    entry do
      name 'Failure and its ACK, hop by hop'
      notes <<~'NOTES'
        A failure is acknowledged by each hop on its own, so the proxy sends an ACK before the caller does.

        ```
        Caller           Proxy            Callee
          | INVITE         | INVITE         |
          |--------------->|--------------->|
          | 100 Trying     |  486 Busy Here |
          |<---------------|<---------------|
          |                | ACK            |
          |                |--------------->|
          |  486 Busy Here |                |
          |<---------------|                |
          | ACK            |                |
          |--------------->|                |
        ```

        - **No ACK:** the 486 is repeated after 0.5, 1, 2, 4 s … over UDP, for 32 s at most
        - **The ACK:** has the branch of the INVITE in `Via`
        - **Defined in:** [RFC 3261 §17.1.1.3](https://www.rfc-editor.org/rfc/rfc3261#section-17.1.1.3), [§17.2.1](https://www.rfc-editor.org/rfc/rfc3261#section-17.2.1)
      NOTES
      extra_index_name 'ACK of a failure, busy line'
    end

    entry do
      name 'CANCEL before the answer'
      notes <<~'NOTES'
        CANCEL and INVITE get one final response each: the CANCEL a 200 on every hop, the INVITE a 487.

        ```
        Caller           Proxy            Callee
          | INVITE         | INVITE         |
          |--------------->|--------------->|
          |    180 Ringing |    180 Ringing |
          |<---------------|<---------------|
          | CANCEL         |                |
          |--------------->|                |
          | 200 OK (CANCEL)| CANCEL         |
          |<---------------|--------------->|
          |                | 200 OK (CANCEL)|
          |                |<---------------|
          |                |    487 (INVITE)|
          |                |<---------------|
          |                | ACK            |
          |    487 (INVITE)|--------------->|
          |<---------------|                |
          | ACK            |                |
          |--------------->|                |
        ```

        - **When:** a CANCEL may be sent only after a 1xx has come
        - **The CANCEL:** repeats Request-URI, `From`, `To`, Call-ID, CSeq number and the top `Via` of the INVITE
        - **Defined in:** [RFC 3261 §9.1](https://www.rfc-editor.org/rfc/rfc3261#section-9.1), [§9.2](https://www.rfc-editor.org/rfc/rfc3261#section-9.2), [§16.10](https://www.rfc-editor.org/rfc/rfc3261#section-16.10)
      NOTES
      extra_index_name 'Caller hangs up while it rings'
    end

    entry do
      name 'CANCEL that comes too late'
      notes <<~'NOTES'
        The answer was faster than the CANCEL. The call stands: the caller acknowledges it, and ends it with a BYE.

        ```
        Caller                            Callee
          | INVITE                          |
          |-------------------------------->|
          |                     180 Ringing |
          |<--------------------------------|
          | CANCEL                   200 OK |
          |-----------.        .------------|
          |            `------+-----------> |
          |<-----------------´              |
          |                 200 OK (CANCEL) |
          |<--------------------------------|
          | ACK                             |
          |-------------------------------->|
          | BYE                             |
          |-------------------------------->|
          |                    200 OK (BYE) |
          |<--------------------------------|
        ```

        - **The late CANCEL:** changes nothing and gets a 200; stacks that forget the INVITE at once say 481
        - **No 487:** the INVITE has its final response already
        - **Defined in:** [RFC 3261 §9.1](https://www.rfc-editor.org/rfc/rfc3261#section-9.1), [§9.2](https://www.rfc-editor.org/rfc/rfc3261#section-9.2), [RFC 5407 §3.1.2](https://www.rfc-editor.org/rfc/rfc5407#section-3.1.2)
      NOTES
      extra_index_name 'Late CANCEL, race with the answer'
    end

    entry do
      name 'Authentication with digest'
      notes <<~'NOTES'
        The first request is refused with a challenge; the second one answers it, with a higher CSeq. For an INVITE the 407 is acknowledged first.

        ```
        Phone           Registrar       Caller           Proxy
          | REGISTER (1)   |               | INVITE (1)     |
          |--------------->|               |--------------->|
          | 401 + nonce    |               | 407 + nonce    |
          |<---------------|               |<---------------|
          | REGISTER (2)   |               | ACK (1)        |
          | Authorization  |               |--------------->|
          |--------------->|               | INVITE (2)     |
          | 200 OK         |               | Proxy-Authori… |
          |<---------------|               |--------------->|
        ```

        - **Number:** CSeq goes up, Call-ID and the caller's tag stay
        - **Again 401 or 407:** with `stale=true` only the nonce was old; without it the credentials are wrong
        - **Defined in:** [RFC 3261 §22.2](https://www.rfc-editor.org/rfc/rfc3261#section-22.2), [§22.3](https://www.rfc-editor.org/rfc/rfc3261#section-22.3), [§8.1.3.5](https://www.rfc-editor.org/rfc/rfc3261#section-8.1.3.5), [RFC 7616 §3.3](https://www.rfc-editor.org/rfc/rfc7616#section-3.3)
      NOTES
      extra_index_name 'Challenge and credentials, digest'
    end

    entry do
      name 'Provisional response and PRACK'
      notes <<~'NOTES'
        With 100rel a 1xx is repeated until PRACK confirms it.

        ```
        Caller                            Callee
          | INVITE, Supported: 100rel       |
          |-------------------------------->|
          |    183, Require: 100rel, RSeq 1 |
          |<--------------------------------|
          |            183 again, after T1  |
          |<--------------------------------|
          | PRACK, RAck: 1 1 INVITE         |
          |-------------------------------->|
          |                  200 OK (PRACK) |
          |<--------------------------------|
          |                          200 OK |
          |<--------------------------------|
          | ACK                             |
          |-------------------------------->|
        ```

        - **`RAck`:** RSeq, then CSeq and method of the INVITE
        - **No PRACK for 32 s:** the INVITE should be refused with a 5xx
        - **PRACK that fits nothing:** 481
        - **Defined in:** [RFC 3262 §3](https://www.rfc-editor.org/rfc/rfc3262#section-3), [§7.2](https://www.rfc-editor.org/rfc/rfc3262#section-7.2)
      NOTES
      extra_index_name 'PRACK call flow, RSeq and RAck'
    end

    entry do
      name 'Blind transfer (REFER and NOTIFY)'
      notes <<~'NOTES'
        REFER asks the other side to call somebody else. How that call fares comes back in NOTIFY.

        ```
        Transferor       Transferee       Target
          | REFER          |                |
          |--------------->|                |
          | 202 or 200     |                |
          |<---------------|                |
          | NOTIFY (100)   | INVITE         |
          |<---------------|--------------->|
          | 200 OK         |         200 OK |
          |--------------->|<---------------|
          | NOTIFY (200)   | ACK            |
          |<---------------|--------------->|
          | 200 OK         |                |
          |--------------->|                |
          | BYE            |                |
          |--------------->|                |
        ```

        - **NOTIFY:** has a status line such as `SIP/2.0 486 Busy Here` as its body; the last one ends the subscription
        - **202:** from older stacks; today 200
        - **Defined in:** [RFC 3515 §2.4](https://www.rfc-editor.org/rfc/rfc3515#section-2.4), [§4.1](https://www.rfc-editor.org/rfc/rfc3515#section-4.1), [RFC 7647 §5](https://www.rfc-editor.org/rfc/rfc7647#section-5), [RFC 5589 §6.1](https://www.rfc-editor.org/rfc/rfc5589#section-6.1)
      NOTES
      extra_index_name 'REFER call flow'
    end

    entry do
      name 'Forked call, one phone declines'
      notes <<~'NOTES'
        The proxy rings two phones. Phone 1 is busy, so its early dialog ends with a 199; phone 2 declines, and a 603 is final.

        ```
        Caller           Proxy           Phone 1  Phone 2
          | INVITE         | INVITE         |        |
          |--------------->|--------------->|        |
          |                |------------------------>|
          |            180 |            180 |    180 |
          |<---------------|<---------------|<-------|
          |                |            486 |        |
          |            199 |<---------------|        |
          |<---------------| ACK            |        |
          | (Supported:199)|--------------->|        |
          |                |                     603 |
          |                |<------------------------|
          |            603 | ACK                     |
          |<---------------|------------------------>|
        ```

        - **199:** only if the INVITE had `Supported: 199`; `Reason` names the code of the branch
        - **603 first:** the proxy sends CANCEL to the branches that still ring (they answer 487), and then passes the 603 on
        - **200 first:** it is passed on at once, and the other branches get CANCEL with `Reason: SIP;cause=200`
        - **Defined in:** [RFC 3261 §16.7](https://www.rfc-editor.org/rfc/rfc3261#section-16.7), [RFC 6228 §6](https://www.rfc-editor.org/rfc/rfc6228#section-6), [RFC 3326 §3.1](https://www.rfc-editor.org/rfc/rfc3326#section-3.1)
      NOTES
      extra_index_name 'Forking call flow, parallel ringing'
    end

    entry do
      name 'Glare, both send a re-INVITE'
      notes <<~'NOTES'
        Both sides send a re-INVITE at the same moment. Both are refused with 491, and each tries again after a time of its own.

        ```
        A (made the Call-ID)              B
          | re-INVITE            re-INVITE |
          |----------.          .----------|
          |           `--------+---------->|
          |<------------------´            |
          | 491                        491 |
          |<------------------------------>|
          | ACK                        ACK |
          |<------------------------------>|
          |        B: after 0 to 2 s       |
          |                      re-INVITE |
          |<-------------------------------|
          |   A: after 2.1 to 4 s, if still|
          |   wanted: re-INVITE            |
        ```

        - **The call:** goes on with the old session in the meantime
        - **UPDATE:** the same; a second request from the *same* side gets 500 with `Retry-After`
        - **Defined in:** [RFC 3261 §14.1](https://www.rfc-editor.org/rfc/rfc3261#section-14.1), [§14.2](https://www.rfc-editor.org/rfc/rfc3261#section-14.2), [RFC 3311 §5.2](https://www.rfc-editor.org/rfc/rfc3311#section-5.2)
      NOTES
      extra_index_name 'Glare call flow'
    end

    entry do
      name 'ACK gets lost'
      notes <<~'NOTES'
        The callee repeats its 200 until the ACK comes, over TCP, too, and gives up after 32 s.

        ```
        Caller                            Callee
          | INVITE                          |
          |-------------------------------->|
          |                          200 OK |
          |<--------------------------------|
          | ACK                             |
          |------------------->X            |
          |             200 OK, after 0.5 s |
          |<--------------------------------|
          |      200 OK, after 1, 2, 4, 4 s |
          |<--------------------------------|
          |                                 |
          |                 BYE, after 32 s |
          |<--------------------------------|
        ```

        - **Why:** the ACK follows `Contact` and `Record-Route` of the 200; look there
        - **The caller:** answers each repeated 200 with the ACK again
        - **Defined in:** [RFC 3261 §13.3.1.4](https://www.rfc-editor.org/rfc/rfc3261#section-13.3.1.4), [§13.2.2.4](https://www.rfc-editor.org/rfc/rfc3261#section-13.2.2.4)
      NOTES
      extra_index_name 'OK is sent again and again, retransmission timeout of a critical response (Asterisk)'
    end
  end

  category do
    id 'Tools'

    entry do
      name 'Wireshark display filters for SIP'
      notes <<~'NOTES'
        Type them into the filter line, or give them to `tshark -Y`. Ports other than 5060 may need "Decode As… SIP".

        | Filter | Shows |
        | --- | --- |
        | `sip` | all SIP messages |
        | `sip.Status-Code == 486` | one code |
        | `sip.Status-Code >= 400 && sip.CSeq.method == "INVITE"` | calls that failed |
        | `sip.Status-Code == 401 \|\| sip.Status-Code == 407` | challenges |
        | `sip.Method == "CANCEL"` | canceled calls |
        | `sip.Method == "REGISTER"` | registrations, without their answers |
        | `sip.Call-ID contains "@127.0.0.1"` | calls by a part of their Call-ID |
        | `sip.resend == 1` | repeated messages: something is not answered |
        | `sip.response-time > 1000` | answers that took more than a second |
        | `sip.Reason contains "cause=486"` | a cause in `Reason` |
        | `sip.Warning contains "305"` | a warn code |

        - **Whole calls:** menu Telephony, VoIP Calls, then Flow Sequence draws the ladder
        - **TLS:** only with the keys; capture on the server before encryption, or log there
      NOTES
      extra_index_name 'sip.Status-Code, sip.Method, sip.Call-ID (Wireshark filter)'
    end

    entry do
      name 'tshark and tcpdump for SIP'
      notes <<~'NOTES'
        Record on the server, look at it there or elsewhere.

        ```
        tcpdump -i any -s 0 -w sip.pcap 'port 5060 or portrange 10000-20000'
        tshark -r sip.pcap -Y 'sip.Status-Code >= 400' -T fields \
          -e frame.time_relative -e ip.src -e sip.Status-Line -e sip.Call-ID
        tshark -r sip.pcap -q -z sip,stat
        tshark -r sip.pcap -q -z follow,sip,CALL-ID
        ```

        - **`sip,stat`:** counts codes and methods; a code that it does not know is counted under 199, 299, 399, 499, 599 or 699, "Others"
        - **Other port:** add `-d udp.port==5080,sip`
        - **Media:** the port range of RTP is that of your PBX, often 10000–20000
      NOTES
      extra_index_name 'tcpdump: record SIP and RTP'
      extra_index_name 'Capture SIP packets'
    end

    entry do
      name 'sngrep'
      notes <<~'NOTES'
        Shows calls as ladders in the terminal, live or from a file.

        ```
        sngrep -d any port 5060
        sngrep -I sip.pcap
        sngrep -I sip.pcap -c 4711
        sngrep -d any -N -q -O sip.pcap
        ```

        - **Word on the command line:** keeps the dialogs whose first message contains it (`4711`, a Call-ID); a response code there finds nothing
        - **`-c`:** calls only, so dialogs that begin with INVITE; **`-N -q -O`:** no screen, only record
      NOTES
    end

    entry do
      name 'SIPp scenarios'
      notes <<~'NOTES'
        Makes calls from a scenario file, and fails when something else comes than is written there.

        ```
        sipp -sn uas -i 192.0.2.10 -p 5060
        sipp -sn uac -s 4711 -m 1 -trace_msg 192.0.2.10:5060
        sipp -sf busy.xml -m 1 -trace_err 192.0.2.10:5060
        ```

        In a scenario of the caller:

        ```
        <recv response="100" optional="true"/>
        <recv response="180" optional="true"/>
        <recv response="486"/>
        <recv response="407" auth="true"/>
        <recv response="200" rrs="true"/>
        ```

        - **`auth="true"`:** keeps the challenge; the next request carries `[authentication username=u password=p]`
        - **`rrs="true"`:** keeps the route set for `[routes]` and the contact for `[next_url]`
        - **`retrans="500"`:** on a `<send>`: repeats it as over UDP
        - **Repeated messages:** sipp takes them silently; they stand in the file of `-trace_msg`
      NOTES
      extra_index_name 'sipp: send, recv response, auth, rrs, load test'
    end

    entry do
      name 'How to read a SIP trace'
      notes <<~'NOTES'
        From the outside in:

        1. One call: take one `Call-ID`. A B2BUA (PBX, SBC) has another one on its other leg: match by time and number.
        2. The final response to the INVITE: its code, who made it (`Server`, the last `Via`), `Reason` and `Warning`.
        3. Repeated messages: what is repeated is not answered, or its answer does not arrive.
        4. Addresses: `Contact`, `Record-Route`, `Via`, `c=`: can each be reached from where it is read?
        5. SDP: the offer (often in the INVITE) against the answer (200 or 183): address, port, codecs, direction.
        6. Time: the pauses between messages tell [which timer ran out](#What).

        - **In the log, not in the trace:** the response was made by the client itself (408, 503)
        - **In the trace of one side only:** it got lost between the two points of capture
      NOTES
    end
  end

  notes <<~'NOTES'
    Facts from the RFCs named. The flows with CANCEL, PRACK, authentication, forking and lost ACKs, and the filters, were run between sipp and Kamailio.
  NOTES
end
